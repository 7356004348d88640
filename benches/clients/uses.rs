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
