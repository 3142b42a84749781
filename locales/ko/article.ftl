# article
finding-article-no-text = { $file } 파일에 번역할 텍스트가 없습니다.
finding-article-encoding-guessed = 파일에 문자 인코딩이 명시되어 있지 않아 { $encoding } 인코딩으로 읽었습니다.
finding-article-encoding-legacy = 유니코드 이전의 베트남어 인코딩인 { $encoding } 파일로 판단해 읽었습니다. 대문자를 확인하십시오.
finding-article-encoding-contradicted = 파일에 명시된 인코딩은 { $declared }이지만 실제 인코딩인 { $encoding } 기준으로 읽었습니다.
finding-article-root-missing = 기사 영역 ‘{ $selector }’에 해당하는 요소가 없어 페이지 전체를 읽었습니다.
finding-article-too-many-codes = 이 부분은 인라인 마크업이 너무 많아 번역할 수 없으므로 그대로 두었습니다.
finding-article-html-block-skipped = 이 HTML 블록은 목록이나 인용문 안에 있어 그대로 두었습니다.
finding-article-front-matter-skipped = 프런트 매터의 ‘{ $field }’ 항목은 한 줄 문자열이 아니므로 그대로 두었습니다.
finding-article-front-matter-invalid = 프런트 매터를 읽을 수 없어 그대로 두었습니다({ $reason }).
finding-article-tracked-changes = 변경 내용 추적이 남은 문단 { $paragraphs }개를 모두 적용된 것으로 읽었습니다
