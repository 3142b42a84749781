# Chữ trên trang ấn bản không thuộc bài báo.
edition-language-vi = Tiếng Việt
edition-language-en = English
edition-language-ja = 日本語
edition-language-ko = 한국어
edition-related = Tin liên quan
edition-more = Đọc thêm
edition-photo = Ảnh
edition-editions = Các ấn bản
edition-skip = Đến bài viết
edition-translated-from = Dịch từ tiếng Việt.
edition-disclosure = Một phần văn bản do máy dịch và chưa được biên tập viên duyệt.
edition-pending = { $pending } trong { $segments } câu chưa được duyệt để xuất bản và còn để nguyên tiếng Việt.
edition-revised = Cập nhật sau khi đăng: { $changed } câu được sửa, { $added } câu được thêm, { $removed } câu bị bỏ.
edition-provenance = Nguồn gốc của từng câu
index-title = Các ấn bản
index-complete = hoàn chỉnh ({ $segments } câu, { $machine } câu do máy dịch)
index-incomplete = { $pending } trong { $segments } câu cần người xử lý
