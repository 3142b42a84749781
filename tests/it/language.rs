//! The four languages say the same things.

use std::collections::BTreeSet;

use anban::locale::{Locale, message_ids};

#[test]
fn every_message_exists_once_in_every_language() {
    let english: BTreeSet<_> = message_ids(Locale::En).into_iter().collect();
    for locale in Locale::ALL {
        let own = message_ids(locale);
        let set: BTreeSet<_> = own.iter().cloned().collect();
        assert_eq!(own.len(), set.len(), "{locale}: a message is written twice");
        assert_eq!(english.difference(&set).collect::<Vec<_>>(), Vec::<&String>::new(), "{locale} lacks messages");
        assert_eq!(set.difference(&english).collect::<Vec<_>>(), Vec::<&String>::new(), "en lacks messages");
    }
}
