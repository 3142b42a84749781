# glossary
finding-term-missing = “{ $source }” chưa được dịch theo bảng thuật ngữ: dùng “{ $want }”
finding-term-forbidden = “{ $found }” là cách dịch không được dùng cho “{ $source }”: dùng “{ $want }”
finding-term-not-verbatim = “{ $source }” phải giữ nguyên văn: viết “{ $want }”
finding-term-deprecated = “{ $found }” không còn được dùng cho “{ $source }”: viết “{ $want }”
finding-acronym-left-in = “{ $acronym }” không có nghĩa với độc giả nước ngoài: hãy dịch dạng đầy đủ ({ $full })
finding-glossary-duplicate-id = Mã “{ $form }” đã được dùng tại { $first }
finding-glossary-id-style = Mã “{ $form }” không đúng quy cách: chỉ dùng a–z, 0–9 và dấu gạch nối đơn
finding-glossary-duplicate-form = Dạng “{ $form }” đã có tại { $first }; chỉ mục từ đó được nhận ra
finding-glossary-empty-rendering = Bản dịch thuật ngữ để trống ({ $locale })
finding-glossary-wrong-script = “{ $form }” không viết bằng chữ của ngôn ngữ tương ứng ({ $locale })
finding-glossary-forbidden-allowed = “{ $form }” vừa bị cấm vừa được phép ({ $locale }; được phép tại { $first })
finding-glossary-uncheckable = “{ $form }” trùng với một trợ từ nên không thể phân biệt trong văn bản ({ $locale })
label-glossary-first = xuất hiện lần đầu ở đây
finding-glossary-unreadable = không đọc được bảng thuật ngữ: { $why }
