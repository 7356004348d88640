//! A headless Chromium that pages are opened in, driven by WebDriver.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// How long a page may take to do what it is asked for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with one window. It ends with the value.
pub struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Driver,
}

/// The process that drives the browser.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Browser {
    /// A window as on a desk.
    pub fn wide() -> Self {
        Self::start(json!({ "args": args(&["--window-size=1280,900"]) }))
    }

    /// A window with `prefers-color-scheme: dark`, or light.
    pub fn coloured(is_dark: bool) -> Self {
        let scheme = if is_dark { 0 } else { 1 };
        let scheme = format!("--blink-settings=preferredColorScheme={scheme}");
        Self::start(json!({ "args": args(&[&scheme]) }))
    }

    /// A phone of 360 by 800 pixels.
    pub fn phone() -> Self {
        let metrics = json!({ "width": 360, "height": 800, "pixelRatio": 2, "touch": true });
        Self::start(json!({
            "args": args(&[]),
            "mobileEmulation": { "deviceMetrics": metrics },
        }))
    }

    fn start(options: Value) -> Self {
        let (driver, port) = start_driver();
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("browserName".to_owned(), json!("chrome"));
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let client = runtime.block_on(async {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities)
                .connect(&format!("http://localhost:{port}"))
                .await
        });
        Self {
            runtime,
            client: client.expect("Chromium, which .ci/run installs"),
            driver,
        }
    }

    /// Opens a file.
    pub fn open(&self, file: &Path, behind: &str) {
        let address = format!("file://{}{behind}", file.display());
        let opened = self.runtime.block_on(self.client.goto(&address));
        opened.expect("a page");
    }

    /// Types where the focus is.
    pub fn type_keys(&self, keys: &str) {
        let typed = self.runtime.block_on(async {
            let element = self.client.active_element().await?;
            element.send_keys(keys).await
        });
        typed.expect("keys");
    }

    /// Presses a key where the focus is.
    pub fn press(&self, key: Key) {
        self.type_keys(&char::from(key).to_string());
    }

    /// What an expression gives.
    pub fn value(&self, expression: &str) -> Value {
        let script = format!("return {expression}");
        let value = self
            .runtime
            .block_on(self.client.execute(&script, Vec::new()));
        value.expect("a value")
    }

    /// Waits until an expression gives a value.
    pub fn wait_for(&self, expression: &str, expected: &Value) {
        let start = Instant::now();
        loop {
            let value = self.value(expression);
            if value == *expected {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{expression} is {value}, not {expected}"
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until the page's address ends like this.
    pub fn wait_for_page(&self, end: &str) {
        let expression = format!("location.href.endsWith({})", json!(end));
        let start = Instant::now();
        // Between two pages there is none that could answer.
        while !self.is_true(&expression) {
            let address = self.runtime.block_on(self.client.current_url());
            assert!(start.elapsed() < PATIENCE, "{address:?} is not {end}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn is_true(&self, expression: &str) -> bool {
        let script = format!("return {expression}");
        let value = self
            .runtime
            .block_on(self.client.execute(&script, Vec::new()));
        value.is_ok_and(|value| value == json!(true))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser ends with its driver at the latest.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.0.kill();
    }
}

/// Without a sandbox, since the tests may run as root in a container.
fn args(more: &[&str]) -> Vec<String> {
    let always = ["--headless=new", "--no-sandbox", "--disable-gpu"];
    let all = always.iter().chain(more);
    all.map(|arg| (*arg).to_owned()).collect()
}

/// Starts a driver on a port that is free, which it tells on standard output.
fn start_driver() -> (Driver, u16) {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver, which .ci/run installs");
    let output = process.stdout.take().expect("a pipe");
    let driver = Driver(process);
    let mut lines = BufReader::new(output).lines();
    let port = lines.find_map(|line| {
        let line = line.ok()?;
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    // The pipe stays open: a driver that cannot write ends.
    thread::spawn(move || lines.for_each(drop));
    (driver, port.expect("a port"))
}
