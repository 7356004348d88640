// What a client does with a value, by its features: the same code for each library.

macro_rules! uses {
    ($name:ident, $Value:ty) => {
        fn $name(value: $Value) -> Result<(), Box<dyn Error>> {
            println!("{} bytes a value", size_of_val(&value));
            #[cfg(feature = "clone")]
            drop(std::hint::black_box(value.clone()));
            #[cfg(feature = "eq")]
            println!("equal to itself: {}", value == value);
            #[cfg(feature = "debug")]
            println!("{value:?}");
            #[cfg(feature = "json")]
            println!("{}", json!(&value)?);
            Ok(())
        }
    };
}

uses!(use_updates, enums::Updates);
uses!(use_messages, enums::messages::Messages);

// The requests, the same for each library.

fn peer() -> enums::InputPeer {
    enums::InputPeer::Channel(types::InputPeerChannel {
        channel_id: 1_234_567_890,
        access_hash: -42,
    })
}

fn history() -> functions::messages::GetHistory {
    functions::messages::GetHistory {
        peer: peer(),
        offset_id: 0,
        offset_date: 0,
        add_offset: 0,
        limit: 100,
        max_id: 0,
        min_id: 0,
        hash: 0,
    }
}

fn message() -> functions::messages::SendMessage {
    functions::messages::SendMessage {
        no_webpage: false,
        silent: false,
        background: false,
        clear_draft: false,
        noforwards: false,
        update_stickersets_order: false,
        invert_media: false,
        allow_paid_floodskip: false,
        peer: peer(),
        reply_to: None,
        message: "Hello".into(),
        random_id: 7,
        reply_markup: None,
        entities: None,
        schedule_date: None,
        schedule_repeat_period: None,
        send_as: None,
        quick_reply_shortcut: None,
        effect: None,
        allow_paid_stars: None,
        suggested_post: None,
        rich_message: None,
    }
}

fn difference() -> functions::updates::GetDifference {
    functions::updates::GetDifference {
        pts: 1,
        pts_limit: None,
        pts_total_limit: None,
        date: 1_700_000_000,
        qts: 0,
        qts_limit: None,
    }
}

fn invite() -> functions::messages::ExportChatInvite {
    functions::messages::ExportChatInvite {
        legacy_revoke_permanent: false,
        request_needed: false,
        peer: peer(),
        expire_date: None,
        usage_limit: None,
        title: Some("Friends".into()),
        subscription_pricing: None,
    }
}

fn users() -> functions::users::GetUsers {
    functions::users::GetUsers {
        id: vec![enums::InputUser::UserSelf],
    }
}
