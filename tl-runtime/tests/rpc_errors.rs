//! Errors of servers: what is taken apart makes the same error again.

use tl_runtime::rpc::RpcError;

/// A typed error keeps only the name and the numbers.
#[test]
fn name_and_numbers_make_the_message_again() {
    let messages = [
        "FLOOD_WAIT_31",
        "A_0_B_4294967295",
        "A_07",
        "A_00",
        "A_+7",
        "A_4294967296",
        "A__1",
    ];
    for message in messages {
        let error = RpcError::new(420, message);
        let (name, numbers) = error.name_and_numbers();
        assert_eq!(RpcError::with_numbers(420, &name, &numbers), error);
    }
}
