//! The values that are measured, made with this project's types: a request, its answer,
//! and what `messages.getHistory` answers.

use super::bindings::owned::{enums, functions, types};

/// `messages.exportChatInvite` with every field: 68 bytes.
pub fn export() -> functions::messages::ExportChatInvite {
    let peer = types::InputPeerChannel::new(1_234_567_890, -42);
    functions::messages::ExportChatInvite::new(peer)
        .with_legacy_revoke_permanent(true)
        .with_request_needed(true)
        .with_expire_date(1_767_225_600)
        .with_usage_limit(10)
        .with_title("Friends only")
        .with_subscription_pricing(pricing())
}

/// `chatInviteExported` with every field, boxed: 108 bytes.
#[must_use]
pub fn invite() -> enums::ExportedChatInvite {
    types::ChatInviteExported::new("https://t.me/+AbCdEfGhIjKlMnOp", 777_000, 1_700_000_000)
        .with_revoked(true)
        .with_permanent(true)
        .with_request_needed(true)
        .with_start_date(1_700_000_000)
        .with_expire_date(1_767_225_600)
        .with_usage_limit(10)
        .with_usage(3)
        .with_requested(4)
        .with_subscription_expired(1)
        .with_title("Friends only")
        .with_subscription_pricing(pricing())
        .into()
}

/// 10,000 numbers of all sizes.
#[must_use]
pub fn longs() -> Vec<i64> {
    let scattered = |number: i64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64.cast_signed());
    (0..10_000).map(scattered).collect()
}

/// A page of a group's history: 100 messages, their 100 authors, 12 chats.
#[must_use]
pub fn slice() -> enums::messages::Messages {
    let messages = (0..100).map(|number| message(number).into()).collect();
    let chats = (0..12).map(|number| channel(number).into()).collect();
    let users = (0..100).map(|number| user(number).into()).collect();
    types::messages::MessagesSlice::new(12_345, messages, Vec::new(), chats, users)
        .with_offset_id_offset(400)
        .into()
}

/// A text of one to four sentences; every third message has letters of two bytes, and
/// every fifth an emoji.
fn text(number: i32) -> String {
    let sentence = match number % 3 {
        0 => "Встречаемся завтра у входа, как обычно. ",
        _ => "See you tomorrow at the usual place, do not be late. ",
    };
    let emoji = if number % 5 == 0 { "👍" } else { "" };
    sentence.repeat((number % 4 + 1).unsigned_abs() as usize) + emoji
}

fn message(number: i32) -> types::Message {
    let peer = types::PeerChannel::new(1_234_567_890);
    let date = 1_700_000_000 + number * 61;
    let mut message = types::Message::new(90_000 + number, peer, date, text(number))
        .with_from_id(types::PeerUser::new(user_id(number)))
        .with_views(1_000 - number)
        .with_forwards(number % 7);
    if number % 2 == 0 {
        let to = types::MessageReplyHeader::new().with_reply_to_msg_id(89_000 + number);
        message = message.with_reply_to(to);
    }
    if number % 3 == 0 {
        message = message.with_entities(entities(number));
    }
    if number % 4 == 0 {
        let media = types::MessageMediaPhoto::new().with_photo(photo(number));
        message = message.with_media(media);
    }
    if number % 5 == 0 {
        message = message.with_reactions(reactions(number));
    }
    if number % 10 == 0 {
        let forward = types::MessageFwdHeader::new(date - 1_000)
            .with_from_id(types::PeerChannel::new(1_555_000_111))
            .with_channel_post(4_242)
            .with_post_author("Редакция");
        message = message.with_fwd_from(forward);
    }
    message
}

fn entities(number: i32) -> Vec<enums::MessageEntity> {
    let url = format!("https://example.org/articles/{number}");
    vec![
        types::MessageEntityBold::new(0, 7).into(),
        types::MessageEntityTextUrl::new(8, 9, url).into(),
    ]
}

fn photo(number: i32) -> types::Photo {
    let sizes = vec![
        types::PhotoStrippedSize::new("i", scattered(number, 140)).into(),
        types::PhotoSize::new("m", 320, 240, 18_311).into(),
        types::PhotoSize::new("x", 800, 600, 77_120).into(),
        types::PhotoSizeProgressive::new("y", 1_280, 960, vec![13_000, 32_000, 51_000, 150_000])
            .into(),
    ];
    let reference = scattered(number, 37);
    let id = 5_400_000_000_000_000_000 + i64::from(number);
    types::Photo::new(id, -id, reference, 1_700_000_000, sizes, 2)
}

fn reactions(number: i32) -> types::MessageReactions {
    let counts = ["👍", "🔥", "❤"].map(|emoji| {
        let reaction = types::ReactionEmoji::new(emoji);
        types::ReactionCount::new(reaction, number + 1).into()
    });
    types::MessageReactions::new(counts.into()).with_can_see_list(true)
}

fn user(number: i32) -> types::User {
    let photo = types::UserProfilePhoto::new(i64::from(number) << 40, 2);
    let mut user = types::User::new(user_id(number))
        .with_access_hash(i64::from(number).wrapping_mul(-0x1234_5678_9abc))
        .with_first_name(["Анна", "Boris", "Chiara", "Dmitri"][number.rem_euclid(4) as usize])
        .with_last_name(format!("Familyname {number}"))
        .with_photo(photo.with_stripped_thumb(scattered(number, 60)))
        .with_status(types::UserStatusOffline::new(1_700_000_000 - number));
    if number % 2 == 0 {
        user = user.with_username(format!("user_name_{number}"));
    }
    if number % 10 == 0 {
        user = user
            .with_contact(true)
            .with_phone(format!("4917612345{number:03}"));
    }
    user
}

fn user_id(number: i32) -> i64 {
    5_000_000_000 + i64::from(number) * 7_919
}

fn channel(number: i32) -> types::Channel {
    let id = 1_234_567_890 + i64::from(number);
    let photo = types::ChatPhoto::new(id << 20, 4).with_stripped_thumb(scattered(number, 60));
    types::Channel::new(id, format!("Group number {number}"), photo, 1_600_000_000)
        .with_megagroup(true)
        .with_access_hash(-id)
        .with_username(format!("group_{number}"))
        .with_default_banned_rights(types::ChatBannedRights::new(i32::MAX).with_send_games(true))
        .with_participants_count(1_500)
}

/// Bytes that look like a picture.
fn scattered(seed: i32, length: usize) -> Vec<u8> {
    let mut state = seed.cast_unsigned();
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn pricing() -> types::StarsSubscriptionPricing {
    types::StarsSubscriptionPricing::new(2_592_000, 500)
}
