# What glossary import says.
finding-import-lost = Không giữ được: { $what } “{ $value }” không có chỗ trong bảng thuật ngữ
finding-import-language = Không giữ được: “{ $language }” không thuộc các ngôn ngữ vi, en, ja, ko
finding-import-no-vietnamese = Không giữ được: mục { $id } không có thuật ngữ tiếng Việt dùng được
finding-import-id-taken = Mã { $id } đã được dùng; thuật ngữ nay có mã { $now }
finding-import-promoted = “{ $form }” là cách dịch duy nhất và đã lỗi thời; nay được dùng làm cách dịch ưu tiên ({ $locale })
finding-import-second-preferred = “{ $form }” là cách dịch ưu tiên thứ hai; được giữ trong nhóm được chấp nhận ({ $locale })
finding-import-unreadable = không nhập được tệp: { $why }
