# What the glossary commands say.
finding-import-lost = Không giữ được: { $what } “{ $value }” không có chỗ trong bảng thuật ngữ
finding-import-language = Không giữ được: “{ $language }” không thuộc các ngôn ngữ vi, en, ja, ko
finding-import-no-vietnamese = Không giữ được: mục { $id } không có thuật ngữ tiếng Việt dùng được
finding-import-id-taken = Mã { $id } đã được dùng; thuật ngữ nay có mã { $now }
finding-import-promoted = “{ $form }” là cách dịch duy nhất và đã lỗi thời; nay được dùng làm cách dịch ưu tiên ({ $locale })
finding-import-second-preferred = “{ $form }” là cách dịch ưu tiên thứ hai; được giữ trong nhóm được chấp nhận ({ $locale })
glossary-diff-terms = Thuật ngữ: thêm { $added }, bỏ { $removed }, sửa { $changed }
glossary-diff-rows = { $language }: ảnh hưởng { $segments } đoạn; phải dịch lại: { $again } ({ $characters } ký tự, { $words } tiếng); cần người xem lại: { $reviewed } đã duyệt, { $final } đã xuất bản, { $person } chưa duyệt
glossary-diff-editions = Bản dịch bị ảnh hưởng: { $editions }, thuộc { $articles } bài
glossary-diff-price = Chi phí dịch lại: { $price }
glossary-diff-price-unknown = Chi phí dịch lại: chưa rõ (dùng --price)
glossary-imported = Đã ghi { $terms } thuật ngữ vào { $file }
