//! A server of HTTP on 127.0.0.1 that answers as a test wants, also wrongly.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Answers a request for a path.
pub type Answer = fn(path: &str, stream: &mut TcpStream) -> std::io::Result<()>;

/// Its address. It ends with the test.
pub fn serve(answer: Answer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.expect("a connection");
            // A client that goes away early is what some tests are about.
            thread::spawn(move || one(stream, answer));
        }
    });
    format!("http://{address}")
}

fn one(mut stream: TcpStream, answer: Answer) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    answer(path, &mut stream)
}

/// A whole answer: `200 OK`, more headers, and a body with its length.
pub fn reply(
    stream: &mut TcpStream,
    status: &str,
    headers: &str,
    body: &[u8],
) -> std::io::Result<()> {
    head(stream, status, headers, body.len())?;
    stream.write_all(body)
}

/// An answer up to its body.
pub fn head(
    stream: &mut TcpStream,
    status: &str,
    headers: &str,
    length: usize,
) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )
}
