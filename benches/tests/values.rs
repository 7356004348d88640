//! All libraries read and write the same bytes, and those have the lengths that the
//! targets are about.

use tl_benches::runtime::cases::Bytes;
use tl_benches::runtime::works::Works;

/// Making the cases reads the bytes with each library and compares what it writes.
#[test]
fn each_library_writes_the_same_bytes() {
    let bytes = Bytes::new();
    let names = bytes.cases().map(|case| case.name);
    assert_eq!(
        names,
        [
            "messages.messagesSlice, 50748 bytes",
            "messages.exportChatInvite, 68 bytes",
            "ExportedChatInvite, 108 bytes",
            "Vector<long> of 10,000, 80008 bytes",
        ]
    );
}

#[test]
fn the_work_can_be_repeated() {
    let bytes = Bytes::new();
    for case in bytes.cases() {
        let hand_written = case.hand_written.into_iter().flatten();
        let works = [case.ours, case.peer, case.memcpy].into_iter();
        works
            .chain(case.borrowed)
            .chain(hand_written)
            .for_each(repeat);
    }
}

fn repeat(mut works: Works<'_>) {
    for work in [&mut works.decode, &mut works.encode_into, &mut works.encode] {
        work(3);
    }
}
