//! What every store has to keep, whatever it is made of.

mod answers;
mod changes;
mod choice;
mod following;
mod ledger;
mod lists;
mod load;
mod sharing;

use anban::memory::Store;

pub use self::{answers::*, changes::*, choice::*, following::*, ledger::*, lists::*, load::*, sharing::*};

/// Where a store is kept; empty when made, gone when dropped.
pub trait Home {
    /// The kind of store.
    type Store: Store + 'static;

    /// One more handle on the same store.
    async fn open(&self) -> Self::Store;
}

/// Makes one test of each case, each in a new home; none where there is no home to be had.
macro_rules! holds_the_contract {
    ($home:expr) => {
        $crate::memory::contract::holds_the_contract!(@ $home;
            an_empty_store_answers_nothing
            a_row_comes_back_whole
            answers_stand_in_the_order_of_the_questions
            a_persons_answer_goes_before_a_machines_in_context
            the_nearest_in_context_answers
            an_old_context_still_says_which_neighbours
            one_of_two_hundred_contexts_is_found
            what_was_rejected_answers_nowhere
            the_best_row_answers_elsewhere
            an_unusable_row_gives_way
            no_context_is_never_in_context
            languages_stay_apart
            ten_thousand_at_once
            a_machine_never_replaces_a_person
            a_machine_never_unapproves
            expected_versions_are_held
            one_conflict_stores_none
            the_same_again_changes_nothing
            a_batch_sees_its_own_rows
            history_keeps_every_version
            pages_give_every_row_once
            variants_are_ordered
            stats_count
            changes_are_met_in_their_order
            changes_of_many_hands_are_all_met
            the_lineage_is_the_stores_own
            two_handles_see_each_other
            writers_do_not_lose_each_other
            counting_together_loses_nothing
            changes_are_met_once_in_order
            whoever_follows_misses_nothing
            versions_are_restored_as_they_were
            removed_rows_are_gone_and_logged
            uses_are_remembered_by_day
            one_claims_and_the_others_wait
            nothing_is_asked_twice
            a_whole_store_has_no_faults
            a_backup_is_the_same_memory
            what_is_set_aside_counts_until_it_is_settled
            money_without_a_price_is_kept_apart
            many_hands_never_overspend
            rows_are_loaded_by_the_batch
            a_load_that_fails_leaves_a_sound_store
        );
    };
    (@ $home:expr; $($case:ident)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let Some(home) = $home else { return };
                $crate::memory::contract::$case(&home).await;
            }
        )+
    };
}
pub(crate) use holds_the_contract;
