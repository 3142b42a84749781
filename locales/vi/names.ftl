# names
finding-name-rendering = { $problem ->
    [wrong] “{ $found }” không phải cách viết tên { $name }; hãy viết “{ $expected }”
   *[missing] Bản dịch thiếu tên { $name }; cần có “{ $expected }”
}
finding-name-diacritics = Còn dấu tiếng Việt trong “{ $found }”
finding-name-inconsistent = Tên { $name } ở đây viết là “{ $found }” nhưng trước đó trong ấn bản này viết là “{ $first }”
name-found = { $name } · { $kind ->
    [person] người
   *[place] địa danh
}
name-basis-glossary = bảng thuật ngữ
name-basis-exception = dạng đã quen dùng
name-basis-gazetteer = danh mục địa danh
name-basis-table = danh mục nhân vật
name-basis-rule = quy tắc
name-basis-unknown = không quy tắc nào đọc được
