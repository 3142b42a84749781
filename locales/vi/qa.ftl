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
finding-untranslated = bản dịch giữ nguyên bản gốc: “{ $text }”
finding-markup-leaked = thẻ định dạng lọt vào văn bản: “{ $text }”
finding-entity-leaked = mã ký tự HTML còn nguyên trong văn bản: “{ $text }”
finding-markup-empty = thẻ { $text } không bao từ nào
finding-markup-space = hai từ dính nhau ở thẻ { $text }
finding-look-alike = có chữ của hệ chữ khác trông giống: “{ $text }”
finding-mojibake = văn bản bị đọc sai bảng mã: “{ $text }”
finding-control-character = có ký tự điều khiển ({ $name }) trong “{ $text }”
finding-replacement-character = mất một chữ trong “{ $text }”
finding-cut-off = bản dịch dừng giữa câu: “{ $text }”
finding-address-changed = { $fault ->
    [missing] thiếu địa chỉ { $want }
   *[other] địa chỉ { $want } đã thành “{ $text }”
}
finding-hashtag-lost = thiếu thẻ hoặc tên tài khoản: { $text }
finding-end-mark-lost = thiếu dấu kết câu sau “{ $text }”
finding-question-lost = câu hỏi đã thành câu kể
finding-list-mark-lost = thiếu dấu đầu mục: “{ $text }”
finding-quotation-lost = bản dịch không giữ lời trích dẫn: { $text }
finding-symbol-changed = ký hiệu { $text } xuất hiện không đúng số lần như bản gốc
finding-invisible-character = có ký tự vô hình ({ $name }) trong “{ $text }”
finding-decomposed-letters = chữ và dấu bị tách rời: “{ $text }”
finding-chinese-form = { $want ->
    [none] “{ $text }” là chữ Hán mà tiếng Nhật không dùng
   *[other] “{ $text }” là dạng chữ Trung Quốc; tiếng Nhật viết “{ $want }”
}
finding-hanja = có chữ Hán “{ $text }” trong văn bản tiếng Hàn
finding-edge-space = thừa dấu cách ở đầu hoặc cuối bản dịch
finding-double-space = nhiều dấu cách liền nhau: “{ $text }”
finding-space-before-mark = thừa dấu cách: “{ $text }”
finding-space-after-mark = thiếu dấu cách sau dấu câu: “{ $text }”
finding-doubled-word = lặp từ: “{ $text }”
finding-doubled-mark = lặp dấu câu: “{ $text }”
finding-brackets-unbalanced = dấu ngoặc “{ $text }” không có cặp
finding-quotes-unbalanced = dấu ngoặc kép { $text } không có cặp
finding-full-width-form = chữ hoặc số toàn chiều rộng: “{ $text }”
finding-half-width-katakana = katakana nửa chiều rộng: “{ $text }”
finding-punctuation-width = “{ $text }” không phải dấu câu của ngôn ngữ này; hãy viết “{ $want }”
finding-register = { $want ->
    [plain] “{ $text }” là văn phong lịch sự; tòa soạn dùng văn phong thường
   *[other] “{ $text }” là văn phong thường; tòa soạn dùng văn phong lịch sự
}
finding-quote-style = dấu ngoặc kép không đúng quy cách: { $text }
finding-nested-quotes = dấu ngoặc bên trong phải là 『 』: { $text }
finding-stop-before-bracket = không đặt dấu chấm trước 」
finding-comma-style = “{ $text }” cần viết là “{ $want }”
finding-japanese-space = tiếng Nhật không đặt dấu cách ở đây: “{ $text }”
finding-wave-dash = dấu nối khoảng “{ $text }” cần viết là “{ $want }”
finding-honorific = báo chí không viết { $text } sau tên người
finding-korean-spacing = viết cách sai: “{ $text }”
finding-korean-middle-dot = dấu chấm giữa phải là · (U+00B7): “{ $text }”
finding-korean-particle = trợ từ phải là “{ $want }”, không phải “{ $text }”
finding-parenthesis-space = dấu cách trước ngoặc không đúng: “{ $text }”
finding-ellipsis-style = dấu chấm lửng không đúng quy cách: “{ $text }”
finding-dash-style = dấu gạch nối dùng sai: “{ $text }”
finding-headline-stop = tiêu đề không có dấu chấm cuối
finding-headline-case = cách viết hoa tiêu đề không đúng quy cách: “{ $text }”
finding-headline-capitals = toàn chữ hoa: “{ $text }”
finding-sentence-capital = câu bắt đầu bằng chữ thường: “{ $text }”
finding-indefinite-article = phải dùng mạo từ “{ $want }”: “{ $text }”
finding-serial-comma = dấu phẩy trước thành phần cuối không đúng quy cách: “{ $text }”
finding-number-words = hãy viết “{ $want }” thay cho “{ $text }”
finding-percent-style = cách viết phần trăm không đúng quy cách: “{ $text }”
finding-numeric-date = ngày tháng viết bằng số theo kiểu Việt Nam: “{ $text }”
finding-spelling-variant = “{ $text }” không đúng lối chính tả đã chọn; hãy viết “{ $want }”
finding-word-choice = báo chí không dùng “{ $text }” ở đây; hãy viết “{ $want }”
finding-segment-inconsistent = cùng một câu nhưng dịch hai cách; lần đầu là: { $first }
finding-term-inconsistent = ở đây là “{ $text }”, trước đó trong ấn bản này là “{ $first }”
finding-register-mixed = “{ $text }” khác văn phong với phần lớn ấn bản
finding-spelling-mixed = “{ $text }” khác lối chính tả với phần lớn ấn bản
finding-quotes-mixed = { $text } khác kiểu ngoặc kép với phần lớn ấn bản
finding-memory-inconsistent = một dòng trước đó dịch câu này khác đi
finding-memory-shared-target = một dòng trước đó dùng bản dịch này cho câu khác
finding-page-lang = { $found ->
    [none] trang không khai báo ngôn ngữ; phải là { $want }
   *[other] trang khai báo ngôn ngữ { $found }; phải là { $want }
}
finding-page-charset = trang không khai báo UTF-8 ở phần đầu
finding-page-title = { $fault ->
    [title] trang không có tiêu đề
    [none] trang không có đề mục chính
   *[other] trang có nhiều đề mục chính
}
finding-page-hreflang = { $fault ->
    [missing] trang thiếu liên kết đến ấn bản { $tag }
    [unknown] “{ $tag }” không phải ngôn ngữ của ấn bản nào
    [twice] ấn bản { $tag } được liên kết hai lần
   *[other] liên kết đến ấn bản { $tag } trỏ sang tệp khác
}
finding-page-hreflang-mutual = ấn bản { $tag } ({ $href }) liên kết đến trang này nhưng trang này không liên kết lại
finding-page-canonical = { $fault ->
    [missing] trang không có địa chỉ chính tắc
    [twice] trang có hai địa chỉ chính tắc
   *[other] địa chỉ chính tắc là của trang khác: { $href }
}
finding-page-json-ld = { $why ->
    [none] trang không có JSON-LD của bài viết
   *[other] không đọc được JSON-LD: { $why }
}
finding-page-json-ld-mismatch = { $name } trong JSON-LD là “{ $found }” còn trang là “{ $want }”
finding-page-date = ngày cho máy đọc là “{ $found }”{ $want ->
    [none] , không phải ngày tháng
   *[other] ; bài viết ghi “{ $want }”
}
finding-page-anchor = liên kết không dẫn đến vị trí nào trên trang: { $href }
finding-page-duplicate-id = hai phần tử trùng id { $id }
finding-page-image-alt = { $alt ->
    [none] ảnh không có mô tả thay thế
   *[other] mô tả ảnh là tên tệp: { $alt }
}
finding-page-pending = { $found } câu được đánh dấu chưa dịch; hồ sơ nguồn ghi { $want }
finding-page-template = mẫu trang chưa được điền: { $text }
