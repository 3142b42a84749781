# What the glossary lint says.
finding-glossary-two-preferred = “{ $form }” ở đây dịch là “{ $here }”, còn tại { $first } là “{ $there }” ({ $locale }); chỉ cách dịch ở đó có hiệu lực
finding-glossary-never-matches = “{ $form }” không bao giờ được nhận ra trong văn bản: bị coi là một phần của số hiệu văn bản hoặc chỉ là dấu câu
finding-glossary-overlap = “{ $form }” che khuất thuật ngữ { $hidden } ({ $first }) nhưng bản thân lại không quy định cách dịch cho mọi ngôn ngữ
finding-glossary-crossing = “{ $form }” kết thúc bằng chính những từ mở đầu thuật ngữ { $other } ({ $first }); nếu hai thuật ngữ nối liền nhau, chỉ một thuật ngữ được nhận ra
finding-glossary-same-concept = { $form } và { $other } ({ $first }) có cùng cách dịch ở mọi ngôn ngữ: hãy gộp thành một mục
finding-glossary-same-rendering = “{ $form }” được dùng cho cả { $id } lẫn { $other } ({ $locale }; { $first })
finding-glossary-forbidden-elsewhere = “{ $form }” bị cấm ở đây nhưng được phép với { $other } ({ $locale }; { $first })
finding-glossary-missing-locale = { $form } chưa có cách dịch cho ngôn ngữ này ({ $locale })
finding-glossary-duplicate-rendering = “{ $form }” đã có tại { $first } ({ $locale })
finding-glossary-look-alike = “{ $form }” có ký tự “{ $letter }” ({ $code }) chỉ trông giống chữ đúng ({ $locale })
finding-glossary-width = “{ $form }” có ký tự toàn khổ hoặc bán khổ không đúng quy cách ({ $locale })
finding-glossary-whitespace = “{ $form }” có khoảng trắng thừa hoặc khoảng trắng đặc biệt ({ $locale })
finding-glossary-nfd = “{ $form }” dùng dấu tổ hợp; hãy viết bằng chữ dựng sẵn (Unicode NFC) ({ $locale })
finding-glossary-dates = Thuật ngữ hết hiệu lực ngày { $form }, trước ngày bắt đầu { $from }
finding-glossary-unsorted = { $form } nằm sai thứ tự trong tệp đã sắp xếp (sau { $first })
finding-glossary-key-order = Khóa { $form } thường được viết ở phía trên
