//! Members that come before the `_` that says what they mean: kept as they are, then given as if
//! they came.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::{self, Vec};
use core::fmt;
use core::marker::PhantomData;

use ::serde::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use ::serde::forward_to_deserialize_any;

/// Anything that a self-describing format can hold and TL-JSON can need.
#[derive(Debug)]
pub enum Buffered {
    Unit,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(String),
    List(Vec<Buffered>),
    Map(Vec<(String, Buffered)>),
}

/// Keeps what comes.
pub struct Keep {
    /// How many levels may still follow.
    left: u32,
}

impl Keep {
    pub fn new(left: u32) -> Self {
        Self { left }
    }

    fn inner<E: Error>(&self) -> Result<Self, E> {
        match self.left.checked_sub(1) {
            Some(left) => Ok(Self { left }),
            None => Err(E::custom("values are nested too deep")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Keep {
    type Value = Buffered;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keep {
    type Value = Buffered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Buffered, E> {
        Ok(Buffered::Unit)
    }

    fn visit_none<E: Error>(self) -> Result<Buffered, E> {
        Ok(Buffered::Unit)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Buffered, E> {
        Ok(Buffered::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Buffered, E> {
        Ok(Buffered::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Buffered, E> {
        Ok(Buffered::Signed(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Buffered, E> {
        Ok(Buffered::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Buffered, E> {
        Ok(Buffered::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Buffered, E> {
        Ok(Buffered::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Buffered, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(self.inner()?)? {
            list.push(element);
        }
        Ok(Buffered::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Buffered, A::Error> {
        let mut map = Vec::new();
        while let Some(name) = members.next_key::<String>()? {
            map.push((name, members.next_value_seed(self.inner()?)?));
        }
        Ok(Buffered::Map(map))
    }
}

/// Gives what was kept.
pub struct Replay<E> {
    value: Buffered,
    error: PhantomData<E>,
}

impl<E> Replay<E> {
    pub fn new(value: Buffered) -> Self {
        let error = PhantomData;
        Self { value, error }
    }
}

impl<'de, E: Error> Deserializer<'de> for Replay<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffered::Unit => visitor.visit_unit(),
            Buffered::Bool(value) => visitor.visit_bool(value),
            Buffered::Unsigned(value) => visitor.visit_u64(value),
            Buffered::Signed(value) => visitor.visit_i64(value),
            Buffered::Float(value) => visitor.visit_f64(value),
            Buffered::Text(text) => visitor.visit_string(text),
            Buffered::List(list) => visitor.visit_seq(ReplayList {
                elements: list.into_iter(),
                error: PhantomData,
            }),
            Buffered::Map(map) => visitor.visit_map(ReplayMap {
                members: map.into_iter(),
                value: None,
                error: PhantomData,
            }),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

struct ReplayList<E> {
    elements: vec::IntoIter<Buffered>,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for ReplayList<E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, E> {
        let element = self.elements.next();
        element
            .map(|element| seed.deserialize(Replay::new(element)))
            .transpose()
    }
}

struct ReplayMap<E> {
    members: vec::IntoIter<(String, Buffered)>,
    value: Option<Buffered>,
    error: PhantomData<E>,
}

impl<'de, E: Error> MapAccess<'de> for ReplayMap<E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, E> {
        match self.value.take() {
            Some(value) => seed.deserialize(Replay::new(value)),
            None => Err(E::custom("a value without a name")),
        }
    }
}
