finding-handback-source = 단위 { $id }: 이 문장은 더 이상 기사에 없습니다: “{ $text }”
finding-handback-twice = 단위 { $id }: 같은 문장의 단위가 두 번 나옵니다: “{ $text }”
finding-handback-codes = 단위 { $id }: 서식 코드가 원문과 다릅니다: { $codes }
finding-handback-conflict = 단위 { $id }: 그 사이 다른 사람이 번역을 고쳤습니다. 파일: “{ $text }”, 메모리: “{ $now }”
finding-handback-missing = 문장 { $id }의 번역이 파일에 없습니다: “{ $text }”
handback-tally = { $file }: 반영 { $taken }, 변경 없음 { $unchanged }, 거부 { $refused }, 누락 { $missing }
handback-dry = 아무것도 저장하지 않았습니다.
xliff-written = { $file }: 문장 { $pairs }개, 번역된 문장 { $translated }개
handoff-written = { $file }: 번역자용 파일 { $files }개
handoff-title = { $file }, { $language }
handoff-source = 원문
handoff-target = 번역
handoff-state = 상태
handoff-readme = 이 꾸러미에는 베트남어에서 { $language }(으)로 옮길 기사 한 편이 들어 있습니다.
    { $xliff } 파일은 XLIFF 1.2를 읽는 번역 도구(Trados, memoQ, Wordfast 등)에서 열 수 있습니다.
    omegat/ 폴더는 같은 작업의 OmegaT 프로젝트입니다. OmegaT에서 폴더를 열고 마지막에 번역 문서를 만드십시오.
    matches.tmx에는 전에 번역한 비슷한 문장이, terms.tbx에는 기사의 용어와 정해진 번역어가 있습니다.
    preview.html에서 지금까지의 기사를 볼 수 있습니다.
    원문은 그대로 두고 서식 코드는 번역문에 하나도 빠짐없이 한 번씩만 써 주십시오.
    작업이 끝나면 폴더 전체를 돌려보내 주십시오.
