# Thông báo của các quy tắc kiểm tra một đoạn dịch.
finding-empty-target = bản dịch trống
finding-codes-changed = { $fault ->
    [missing] thiếu thẻ định dạng của bản gốc: { $codes }
    [added] bản dịch có thẻ định dạng mà bản gốc không có: { $codes }
   *[other] thẻ định dạng đóng sai thứ tự: { $codes }
}
finding-chatter = có lời thừa quanh bản dịch: “{ $text }”
finding-source-left-in = còn sót tiếng Việt: “{ $text }”
finding-wrong-script = chữ viết không thuộc ngôn ngữ này: “{ $text }”
finding-repetition = văn bản lặp vòng: “{ $text }”
finding-length-ratio = { $fault ->
    [short] bản dịch quá ngắn: { $target } chữ cái so với { $source }
   *[other] bản dịch quá dài: { $target } chữ cái so với { $source }
}
