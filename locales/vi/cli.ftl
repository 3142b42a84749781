# Lời của dòng lệnh.
language-vi = Tiếng Việt
language-en = Tiếng Anh
language-ja = Tiếng Nhật
language-ko = Tiếng Hàn
state-initial = chưa dịch
state-translated = máy dịch
state-reviewed = đã duyệt
state-final = bản cuối
summary-locale = { $language }: { $segments } đoạn, { $remembered } từ bộ nhớ ({ $incontext } đúng ngữ cảnh), { $asked } đã hỏi, { $repeated } lặp lại, { $missing } chưa có trả lời; { $person ->
    [0] không đoạn nào cần người xử lý
   *[other] { $person } đoạn cần người xử lý
}
summary-run = { $articles } bài{ $failed ->
    [0] {""}
   *[other] , { $failed } bài lỗi
}, hết { $time }
translate-written = Đã ghi vào { $out }
translate-stopped = Đã dừng. Mọi câu trả lời đã có đều nằm trong bộ nhớ; chạy lại lệnh này sẽ làm tiếp từ đây.
progress-line = { $language }: { $done }/{ $total }, { $rate } câu hỏi mỗi phút{ $left ->
    [-1] {""}
   *[other] , còn khoảng { $left } phút
}
check-tally = { $errors } lỗi, { $warnings } cảnh báo, { $infos } ghi chú
memory-rows = { $language }, { $state }: { $rows }
memory-size = lưu { $history } phiên bản, { $kib } KiB
backend-failed = không có trả lời: { $error }
doctor-glossary = { $terms } thuật ngữ, { $findings } phát hiện
doctor-fine = tốt
doctor-new = (được tạo ở lần chạy đầu)
model-here = đã có, { $mib } MiB
model-absent = chưa có: anban model pull { $name }
model-progress = { $done } trên { $total } MiB
model-pulled = { $name } ở tại { $path }
model-verified = { $name }: SHA-256 đúng
finding-stale-terms = một thuật ngữ của đoạn này đã thay đổi từ khi dịch
finding-reply-cut = { $why ->
    [loop] bộ dịch lặp vòng và đã bị dừng
    [refusal] bộ dịch từ chối dịch
   *[other] câu trả lời vượt giới hạn độ dài và đã bị cắt
}
finding-memory-key = khóa của dòng không khớp với văn bản gốc
finding-edition-missing = thiếu tệp của ấn bản
finding-edition-changed = ấn bản đã bị sửa sau khi ghi
finding-edition-edit-taken = nội dung sửa tay trong { $file } đã được đưa vào bộ nhớ dịch: { $now }
finding-edition-edit-aside = không thể tiếp nhận nội dung sửa tay trong { $file }; bản đã sửa được giữ lại bên cạnh bản mới: { $now }
finding-edition-link = liên kết không dẫn đến đâu: { $href }
finding-segment-pending = câu này chưa được duyệt để xuất bản và còn để nguyên tiếng Việt
finding-answers-refused = đã hỏi { $count } lần mà không câu trả lời nào đạt
