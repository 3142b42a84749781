# Bảo trì bộ nhớ dịch.
memory-copied = đã chuyển và đối chiếu { $rows } dòng với { $versions } phiên bản: lưu mới { $stored }, { $differ ->
    [0] không có dòng nào khác
   *[other] { $differ } dòng ở nơi đến có lịch sử khác và được giữ nguyên
}
memory-mended = (đã sửa)
memory-verified = đã đọc { $rows } dòng, { $faults } lỗi, trong đó { $mended } lỗi đã sửa
memory-would-remove = { $found } dòng sẽ bị xóa cùng lịch sử
memory-removed = đã xóa { $removed } dòng cùng lịch sử
memory-backed-up = { $rows } dòng với { $versions } phiên bản đã nằm trong { $file } và được đọc lại nguyên vẹn
memory-undone = phiên bản { $version } trở lại như phiên bản { $wanted }: { $target }
finding-memory-row-damaged = một dòng bị hỏng: { $what }
finding-memory-version-damaged = một phiên bản trong lịch sử bị hỏng: { $what }
finding-memory-history-broken = lịch sử và dòng không khớp nhau: { $what }
finding-memory-orphan = có dữ liệu không còn thuộc về dòng nào: { $what }
finding-memory-key-wrong = khóa của dòng không khớp với câu gốc “{ $what }”; hãy xóa dòng hoặc dịch lại câu
finding-memory-encoding = sai bảng mã trong “{ $what }”; hãy sửa bản dịch
finding-memory-index-damaged = một chỉ mục hoặc một trang của bộ nhớ bị hỏng: { $what }
queue-state = { $name }: { $state ->
    [running] đang được dịch
    [done] xong
    [dead] để riêng sau { $attempts } lần thử
   *[waiting] đang chờ
}
queue-dead = { $name }: để riêng sau { $attempts } lần thử: { $error }
worker-taken = { $name }: đã nhận
worker-done = { $name }: xong
worker-failed = { $name }: { $error }
worker-revived = sẽ thử lại { $count } bài
