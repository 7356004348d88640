//! What a client of TON does: requests in types, to the bytes that TON's documentation
//! gives, and published answers to types.

use tl_runtime::{Decode, Encode, Function, Identifiable};
use ton::lite::functions::lite_server as functions;
use ton::lite::types::{lite_server as types, ton_node};
use ton::ton::types::{adnl, dht, r#pub};
use ton::{lite, ton as full};

/// `0x80` in front: the shard that is all of the masterchain.
const WHOLE: i64 = i64::MIN;

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits
        .bytes()
        .filter(|it| !it.is_ascii_whitespace())
        .collect();
    let text = std::str::from_utf8(&digits).expect("digits");
    let pairs = (0..text.len()).step_by(2).map(|at| &text[at..at + 2]);
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).expect("hex"))
        .collect()
}

fn hash(digits: &str) -> [u8; 32] {
    hex(digits).try_into().expect("32 bytes")
}

fn block(seqno: i32, root: u8, file: u8) -> ton_node::BlockIdExt {
    ton_node::BlockIdExt::new(-1, WHOLE, seqno, [root; 32], [file; 32])
}

#[test]
fn ids_that_are_published() {
    for (id, published) in [
        (full::functions::tcp::Ping::CONSTRUCTOR_ID, "9a2b084d"),
        (functions::Query::CONSTRUCTOR_ID, "df068c79"),
        (adnl::message::Query::CONSTRUCTOR_ID, "7af98bb4"),
        (
            lite::types::adnl::message::Query::CONSTRUCTOR_ID,
            "7af98bb4",
        ),
        (functions::GetMasterchainInfo::CONSTRUCTOR_ID, "2ee6b589"),
        (r#pub::Ed25519::CONSTRUCTOR_ID, "c6b41348"),
        (adnl::PacketContents::CONSTRUCTOR_ID, "89cd42d1"),
        (dht::Key::CONSTRUCTOR_ID, "8fde67f6"),
    ] {
        assert_eq!(id.to_le_bytes().to_vec(), hex(published));
    }
}

#[test]
fn the_first_request_and_its_answer() {
    let inner = functions::GetMasterchainInfo::new()
        .to_bytes()
        .expect("fits");
    let query = functions::Query::new(inner).to_bytes().expect("fits");
    let id = hash("77c1545b96fa136b8e01cc08338bec47e8a43215492dda6d4d7e286382bb00c4");
    let message: lite::enums::adnl::Message =
        lite::types::adnl::message::Query::new(id, query).into();
    let published = "7af98bb4 77c1545b96fa136b8e01cc08338bec47e8a43215492dda6d4d7e286382bb00c4
        0c df068c79 04 2ee6b589 000000 000000";
    assert_eq!(message.to_bytes(), Ok(hex(published)));

    let reply = hex("81288385 ffffffff 0000000000000080 27405801
        e585a47bd5978f6a4fb2b56aa2082ec9deac33aaae19e78241b97522e1fb43d4
        876851b60521311853f59c002d46b0bd80054af4bce340787a00bd04e0123517
        8b4d3b38b06bb484015faf9821c3ba1c609a25b74f30e1e585b8c8e820ef0976
        ffffffff 17a3a92992aabea785a7a090985a265cd31f323d849da51239737e321fb05569
        5e994fcf4d425c0a6ce6a792594b7173205f740a39cd56f537defd28b48a0f6e");
    let reply = functions::GetMasterchainInfo::decode_reply(&reply).expect("the published answer");
    let info: types::MasterchainInfo = reply.try_into().expect("the only constructor");
    assert_eq!((info.last.workchain, info.last.shard), (-1, WHOLE));
    assert_eq!(info.last.seqno, 0x0158_4027);
    assert_eq!(info.last.root_hash[..2], [0xe5, 0x85]);
    assert_eq!(info.init.file_hash[31], 0x6e);
}

#[test]
fn the_mode_is_the_callers() {
    // Bits of `mode` that the request has no field for: the answer follows from them.
    let run = functions::RunSmcMethod::new(
        4,
        block(1, 2, 3),
        types::AccountId::new(
            0,
            hash("4bdbfde5322cb2c14d7b83ea2bf0deeff610e63c2a6db7304f1368ac176193ce"),
        ),
        0x1_2e0a,
        hex("b5ee9c72410101010005000006000000"),
    );
    let bytes = run.to_bytes().expect("fits");
    assert_eq!(bytes[4..8], [4, 0, 0, 0]);
    let tail = "00000000 4bdbfde5322cb2c14d7b83ea2bf0deeff610e63c2a6db7304f1368ac176193ce
        0a2e010000000000 10b5ee9c72410101010005000006000000000000";
    assert!(bytes.ends_with(&hex(tail)));

    // By number: a bit that stands for no field of the request.
    let id = ton_node::BlockId::new(-1, WHOLE, 13);
    let by_number = functions::LookupBlock::new(id.clone()).with_mode(1);
    assert_eq!(by_number.to_bytes().expect("fits")[4..8], [1, 0, 0, 0]);
    let by_time = functions::LookupBlockWithProof::new(id, block(14, 0x88, 0x99))
        .with_lt(42)
        .with_utime(1_700_000_000);
    let published = "f85f049c06000000ffffffff00000000000000800d000000ffffffff0000000000000080
        0e0000008888888888888888888888888888888888888888888888888888888888888888
        9999999999999999999999999999999999999999999999999999999999999999
        2a0000000000000000f15365";
    assert_eq!(by_time.to_bytes(), Ok(hex(published)));

    // What is asked of each transaction, and where to go on: known and unknown bits.
    let list = functions::ListBlockTransactions::new(block(1, 2, 3), 10)
        .with_mode(7)
        .with_want_proof(true)
        .with_after(types::TransactionId3::new([4; 32], 5));
    let bytes = list.to_bytes().expect("fits");
    assert_eq!(bytes[84..88], [0b1010_0111, 0, 0, 0]);
    assert_eq!(
        functions::ListBlockTransactions::from_bytes(&bytes),
        Ok(list)
    );
}

#[test]
fn an_answer_has_what_its_mode_says() {
    let result = types::RunMethodResult::new(block(20, 0xaa, 0xbb), block(21, 0xcc, 0xdd), -33)
        .with_shard_proof([1, 2, 3])
        .with_proof([4, 5])
        .with_state_proof([6, 7, 8, 9, 10])
        .with_init_c7([11, 12])
        .with_lib_extras([13, 14, 15])
        .with_result([16, 17, 18, 19]);
    let bytes = lite::enums::lite_server::RunMethodResult::from(result).to_bytes();
    let (root, file) = ("aa".repeat(32), "bb".repeat(32));
    let (shard_root, shard_file) = ("cc".repeat(32), "dd".repeat(32));
    let published = format!(
        "6b619aa3 1f000000 ffffffff 0000000000000080 14000000 {root} {file}
        ffffffff 0000000000000080 15000000 {shard_root} {shard_file}
        03010203 02040500 05060708090a0000 020b0c00 030d0e0f dfffffff 0410111213000000"
    );
    assert_eq!(bytes, Ok(hex(&published)));
}

#[test]
fn a_packet_between_nodes() {
    let channel = adnl::message::CreateChannel::new(
        hash("d59d8e3991be20b54dde8b78b3af18b379a62fa30e64af361c75452f6af019d7"),
        0x6387_5c55,
    );
    let question = full::functions::dht::GetSignedAddressList::new();
    let question = adnl::message::Query::new(
        hash("d7be82afbc80516ebca39784b8e2209886a69601251571444514b7f17fcd8875"),
        question.to_bytes().expect("fits"),
    );
    let key = r#pub::Ed25519::new(hash(
        "afc46336dd352049b366c7fd3fc1b143a518f0d02d9faef896cb0155488915d6",
    ));
    let date = 0x6387_5c55;
    let packet = adnl::PacketContents::new(
        hex("4e0e7dd6d0c5646c204573bc47e567"),
        hex("2b6a8c0509f85da9f3c7e11c86ba22"),
    )
    .with_from(key)
    .with_messages(vec![channel.into(), question.into()])
    .with_address(adnl::AddressList::new(vec![], date, date, 0, 0))
    .with_seqno(1)
    .with_confirm_seqno(0)
    .with_recv_addr_list_version(date)
    .with_reinit_date(date)
    .with_dst_reinit_date(0);
    let published = "89cd42d1 0f 4e0e7dd6d0c5646c204573bc47e567 d9050000
        c6b41348 afc46336dd352049b366c7fd3fc1b143a518f0d02d9faef896cb0155488915d6
        02000000 bbc373e6 d59d8e3991be20b54dde8b78b3af18b379a62fa30e64af361c75452f6af019d7 555c8763
        7af98bb4 d7be82afbc80516ebca39784b8e2209886a69601251571444514b7f17fcd8875 04 ed4879a9 000000
        00000000 555c8763 555c8763 00000000 00000000 0100000000000000 0000000000000000
        555c8763 555c8763 00000000 0f 2b6a8c0509f85da9f3c7e11c86ba22";
    let packet = full::enums::adnl::PacketContents::from(packet);
    assert_eq!(packet.to_bytes(), Ok(hex(published)));
}

#[test]
fn a_block_may_be_longer_than_telegram_allows() {
    let data = types::BlockData::new(block(1, 2, 3), vec![7; (1 << 24) + 1]);
    let bytes = lite::enums::lite_server::BlockData::from(data.clone())
        .to_bytes()
        .expect("fits");
    assert_eq!(bytes[84..92], [0xff, 1, 0, 0, 1, 0, 0, 0]);
    let reply = functions::GetBlock::decode_reply(&bytes).expect("what was written");
    assert!(types::BlockData::try_from(reply).is_ok_and(|it| it == data));
}
