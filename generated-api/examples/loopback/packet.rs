//! Packets of MTProto's intermediate transport: four bytes `ee` open a connection, then a packet is
//! its length in four bytes and that many bytes.
//!
//! Published at core.telegram.org/mtproto/mtproto-transports.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// What a client sends first.
pub const TAG: [u8; 4] = [0xee; 4];

/// The longest packet that is read: what a stranger sends first must not choose the memory.
const LONGEST: u32 = 1 << 20;

/// Sends a packet.
pub async fn write(stream: &mut (impl AsyncWrite + Unpin), payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
    stream.write_all(&length.to_le_bytes()).await?;
    stream.write_all(payload).await?;
    stream.flush().await
}

/// Receives a packet.
pub async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let length = stream.read_u32_le().await?;
    if length > LONGEST {
        let message = format!("a packet of {length} bytes");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    let mut payload = vec![0; length as usize];
    stream.read_exact(&mut payload).await?;
    Ok(payload)
}
