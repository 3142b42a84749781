# article
finding-article-no-text = { $file } không có văn bản nào để dịch.
finding-article-encoding-guessed = Tệp không ghi bảng mã; đã đọc theo { $encoding }.
finding-article-encoding-legacy = Tệp dùng bảng mã cũ { $encoding } và đã được đọc theo bảng mã đó; hãy kiểm tra chữ hoa.
finding-article-encoding-contradicted = Tệp ghi bảng mã { $declared } nhưng thực ra là { $encoding }; đã đọc theo { $encoding }.
finding-article-root-missing = Không có phần tử nào khớp với vùng bài viết “{ $selector }”; đã đọc toàn bộ trang.
finding-article-too-many-codes = Đoạn này có quá nhiều thẻ định dạng nên không dịch được; giữ nguyên.
finding-article-html-block-skipped = Khối HTML này nằm trong danh sách hoặc đoạn trích; giữ nguyên.
finding-article-front-matter-skipped = Trường “{ $field }” ở phần đầu tệp không phải chuỗi trên một dòng; giữ nguyên.
finding-article-front-matter-invalid = Không đọc được phần khai báo đầu tệp ({ $reason }); giữ nguyên.
finding-article-tracked-changes = { $paragraphs } đoạn có thay đổi chưa duyệt (Track Changes), được đọc như đã chấp nhận
