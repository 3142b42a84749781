//! What is set aside and settled.

use anban::memory::{Cap, Reservation, Reserved, Spent, Store};

use super::Home;

/// `worst` millionths of a dollar in run `run`.
fn wanted(run: &str, worst: u64, caps: &[Cap]) -> Reservation {
    Reservation {
        backend: "desk\0 1".to_owned(),
        model: None,
        who: "Lan".to_owned(),
        run: run.to_owned(),
        currency: Some("USD".to_owned()),
        worst,
        caps: caps.to_vec(),
    }
}

fn cost(micros: Option<u64>) -> Spent {
    Spent { micros, tokens_in: 3, tokens_out: 2, characters: 1 }
}

pub async fn what_is_set_aside_counts_until_it_is_settled(home: &impl Home) {
    let store = home.open().await;
    let (run, month) = (Cap::Run(100), Cap::Month(150));
    let caps = [run.clone(), month.clone()];
    let Reserved::Yes(first) = store.reserve(&wanted("a", 60, &caps)).await.unwrap() else { panic!("it fits") };
    assert_eq!(store.reserve(&wanted("a", 41, &caps)).await.unwrap(), Reserved::No(run, 60));
    assert!(matches!(store.reserve(&wanted("a", 40, &caps)).await.unwrap(), Reserved::Yes(_)), "just as much");
    assert_eq!(store.reserve(&wanted("b", 51, &caps)).await.unwrap(), Reserved::No(month, 100));
    store.settle(first, cost(Some(10))).await.unwrap();
    store.settle(first, cost(Some(60))).await.unwrap();
    let Reserved::Yes(last) = store.reserve(&wanted("b", 100, &caps)).await.unwrap() else { panic!("50 are back") };
    store.settle(last, cost(None)).await.unwrap();
    assert!(matches!(store.reserve(&wanted("b", 1, &caps)).await.unwrap(), Reserved::No(Cap::Run(100), 100)));
    let lines = store.ledger(None).await.unwrap();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((line.backend.as_str(), &line.model, line.who.as_str()), ("desk\0 1", &None, "Lan"));
    assert_eq!((line.requests, line.open, line.micros), (3, 2, 150));
    assert_eq!((line.tokens_in, line.tokens_out, line.characters), (6, 4, 2));
    assert_eq!(store.ledger(Some("9999-01-01")).await.unwrap(), []);
}

pub async fn money_without_a_price_is_kept_apart(home: &impl Home) {
    let store = home.open().await;
    let free = Reservation { currency: None, worst: 0, model: Some("m".to_owned()), ..wanted("a", 0, &[]) };
    for _ in 0..2 {
        let Reserved::Yes(entry) = store.reserve(&free).await.unwrap() else { panic!("nothing bounds it") };
        store.settle(entry, cost(None)).await.unwrap();
    }
    let Reserved::Yes(paid) = store.reserve(&wanted("a", 5, &[])).await.unwrap() else { panic!("nothing bounds it") };
    store.settle(paid, cost(Some(4))).await.unwrap();
    let lines = store.ledger(None).await.unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.currency.as_deref(), line.requests, line.micros)).collect();
    assert_eq!(told, [(Some("USD"), 1, 4), (None, 2, 0)], "no model goes before a model");
}

pub async fn many_hands_never_overspend(home: &impl Home) {
    let mut tasks = Vec::new();
    for hand in 0..4 {
        let store = home.open().await;
        tasks.push(tokio::spawn(async move {
            let mut spent = 0;
            for n in 0..20 {
                let wanted = wanted(&format!("run {hand}"), 10, &[Cap::Month(300)]);
                if let Reserved::Yes(entry) = store.reserve(&wanted).await.unwrap() {
                    // Half of them turn out cheaper.
                    let micros = if n % 2 == 0 { 10 } else { 5 };
                    store.settle(entry, cost(Some(micros))).await.unwrap();
                    spent += micros;
                }
            }
            spent
        }));
    }
    let mut spent = 0;
    for task in tasks {
        spent += task.await.unwrap();
    }
    // Who was refused saw more than 290, of which three others were still to give back 5 each.
    assert!((276..=300).contains(&spent), "{spent}");
    let store = home.open().await;
    assert_eq!(store.ledger(None).await.unwrap()[0].micros, spent);
    let month = [Cap::Month(300)];
    let refused = store.reserve(&wanted("x", 301 - spent, &month)).await.unwrap();
    assert_eq!(refused, Reserved::No(Cap::Month(300), spent));
    assert!(matches!(store.reserve(&wanted("x", 300 - spent, &month)).await.unwrap(), Reserved::Yes(_)));
}
