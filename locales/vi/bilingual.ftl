finding-handback-source = đơn vị { $id }: bài báo không còn câu này: “{ $text }”
finding-handback-twice = đơn vị { $id }: đơn vị thứ hai cho cùng một câu: “{ $text }”
finding-handback-codes = đơn vị { $id }: mã định dạng không khớp với câu gốc: { $codes }
finding-handback-conflict = đơn vị { $id }: bản dịch đã bị người khác sửa trong lúc đó. Trong tệp: “{ $text }”; trong bộ nhớ: “{ $now }”
finding-handback-missing = câu { $id } chưa có bản dịch trong tệp: “{ $text }”
handback-tally = { $file }: nhận { $taken }, không đổi { $unchanged }, từ chối { $refused }, còn thiếu { $missing }
handback-dry = Không lưu gì cả.
xliff-written = { $file }: { $pairs } câu, { $translated } câu đã có bản dịch
handoff-written = { $file }: { $files } tệp cho người dịch
handoff-title = { $file }, { $language }
handoff-source = Bản gốc
handoff-target = Bản dịch
handoff-state = Trạng thái
handoff-readme = Gói này chứa một bài báo cần dịch từ tiếng Việt sang { $language }.
    { $xliff } mở được bằng mọi công cụ dịch đọc XLIFF 1.2 (Trados, memoQ, Wordfast).
    omegat/ là cùng công việc dưới dạng dự án OmegaT: mở thư mục trong OmegaT và tạo tài liệu dịch khi xong.
    matches.tmx chứa các câu tương tự đã dịch, terms.tbx chứa thuật ngữ của bài và cách dịch quy định.
    preview.html cho xem bài đến lúc này.
    Xin giữ nguyên bản gốc và mọi mã định dạng: mỗi mã phải có đúng một lần trong bản dịch.
    Xin gửi lại cả thư mục.
