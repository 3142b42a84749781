# names
finding-name-rendering = { $problem ->
    [wrong] “{ $found }” không phải cách viết tên { $name }; hãy viết “{ $expected }”
   *[missing] Bản dịch thiếu tên { $name }; cần có “{ $expected }”
}
finding-name-diacritics = Còn dấu tiếng Việt trong “{ $found }”
finding-name-inconsistent = Tên { $name } ở đây viết là “{ $found }” nhưng trước đó trong ấn bản này viết là “{ $first }”
