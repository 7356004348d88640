//! Packed data that is damaged, and bytes that are none.

use tl_tests::{any_bytes, any_packed, vectors};

#[test]
fn packed_data_is_inflated_or_refused() -> Result<(), tl_tests::jsonl::Error> {
    let (mut inflated, mut refused) = (0, 0);
    for (index, vector) in (0..).zip(vectors::mission()?) {
        let packed = any_packed::pack(&vector.bytes);
        assert!(any_packed::inflate(&packed), "what is packed is inflated");
        for round in 0..32 {
            let damaged = any_bytes::mutated(&packed, index * 32 + round);
            match any_packed::inflate(&damaged) {
                true => inflated += 1,
                false => refused += 1,
            }
        }
    }
    // Some damage is in the head, which holds a time and a name that nobody reads.
    assert!(inflated > 20 && refused > 1_000, "{inflated} of {refused}");
    Ok(())
}

#[test]
fn a_bomb_is_refused() {
    let bomb = any_packed::pack(&vec![0; 16 << 20]);
    assert!(bomb.len() < 200_000, "{} bytes", bomb.len());
    assert!(!any_packed::inflate(&bomb));
}

/// As many bytes as are allowed come back, and one more is refused: the body asserts both.
#[test]
fn the_limit_is_exact() {
    for length in [4095, 4096, 4097] {
        assert!(!any_packed::inflate(&vec![7; length]), "{length} bytes");
    }
}
