//! A PostgreSQL server of the tests' own: one a process, started when first needed, gone when the process is.

use std::{
    env, fs,
    io::Write,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use anban::memory::{Postgres, Settings};

use super::contract::Home;

/// `nobody`, as whom the server runs where the tests run as root: PostgreSQL refuses to.
const NOBODY: u32 = 65_534;

/// A running server.
pub struct Server {
    folder: PathBuf,
    binaries: PathBuf,
    port: u16,
    // The shell that minds the server waits for the end of this pipe, and so for the end of this process.
    minder: Child,
}

/// The server; none, said loudly, where PostgreSQL is not installed, which with `CI` set is a failure.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| binaries().map(|binaries| Server::start(&binaries, 5432, |_| String::new())));
    if server.is_none() {
        let why = "PostgreSQL is not installed (scripts/install.sh test): its tests are SKIPPED";
        assert!(env::var_os("CI").is_none(), "{why}");
        // Not by a macro, whose words the test harness swallows where nothing failed.
        let _ = writeln!(std::io::stderr(), "!!! {why}");
    }
    server.as_ref()
}

/// The folder of the newest server's programs.
fn binaries() -> Option<PathBuf> {
    let packaged = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |path: &Path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let mut packaged: Vec<PathBuf> = packaged.map(|entry| entry.path()).collect();
    packaged.sort_by_key(|path| version(path));
    let packaged = packaged.into_iter().rev().map(|version| version.join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    packaged
        .chain(env::split_paths(&path))
        .find(|folder| ["initdb", "postgres", "pg_ctl"].iter().all(|program| folder.join(program).is_file()))
}

impl Server {
    /// Starts one; `more` may put files into its folder and gives further settings.
    fn start(binaries: &Path, port: u16, more: impl FnOnce(&Path) -> String) -> Self {
        // Not below a home folder that `nobody` may not enter.
        let folder = tempfile::Builder::new().prefix("anban-pg-").tempdir_in("/tmp").unwrap().keep();
        let as_root = fs::metadata(&folder).map(|found| found.uid()).unwrap() == 0;
        if as_root {
            chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let run = |program: &mut Command| {
            if as_root {
                program.uid(NOBODY).gid(NOBODY);
            }
            let output = program.current_dir(&folder).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        };
        let data = folder.join("data");
        run(Command::new(binaries.join("initdb"))
            .args(["-U", "anban", "-A", "trust", "-E", "UTF8", "--locale=C", "-N", "-D"])
            .arg(&data));
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nfsync = off\nmax_connections = 150\n\
             shared_buffers = 64MB\nlogging_collector = off\n\
             port = {port}\n{}",
            folder.display(),
            more(&data)
        );
        fs::OpenOptions::new()
            .append(true)
            .open(data.join("postgresql.conf"))
            .and_then(|mut file| file.write_all(settings.as_bytes()))
            .unwrap();
        let mut minder = Command::new("sh");
        minder
            .arg("-c")
            .arg("\"$1/postgres\" -D \"$2/data\" >\"$2/log\" 2>&1 & read -r _; \"$1/pg_ctl\" -D \"$2/data\" -m immediate stop >/dev/null; rm -rf \"$2\"")
            .arg("sh")
            .args([binaries, &folder])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        if as_root {
            minder.uid(NOBODY).gid(NOBODY);
        }
        let server =
            Self { minder: minder.spawn().unwrap(), binaries: binaries.to_owned(), port, folder: folder.clone() };
        for _ in 0..600 {
            if server.psql("postgres", "SELECT 1").is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL does not start: {}", fs::read_to_string(folder.join("log")).unwrap_or_default());
    }

    /// Runs SQL as the superuser and gives what it prints, without headers.
    pub fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let output = Command::new(self.binaries.join("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "anban", "-d", database, "-c", sql, "-h"])
            .arg(&self.folder)
            .args(["-p", &self.port.to_string()])
            .output()
            .unwrap();
        match output.status.success() {
            true => Ok(String::from_utf8(output.stdout).unwrap().trim_end().to_owned()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }

    /// The address of the database of this name.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://anban@/{database}?host={}&port={}", self.folder.display(), self.port)
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes a folder the server's own.
    pub fn give(&self, folder: &Path) {
        let owner = fs::metadata(&self.folder).unwrap();
        chown(folder, Some(owner.uid()), Some(owner.gid())).unwrap();
    }

    /// Stops the server at once, as a crash does, and starts it again.
    pub fn crash(&self) {
        let control = |verb: &[&str]| {
            let mut command = Command::new(self.binaries.join("pg_ctl"));
            command.arg("-D").arg(self.folder.join("data")).args(verb).current_dir(&self.folder);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            if fs::metadata(&self.folder).is_ok_and(|found| found.uid() == NOBODY) {
                command.uid(NOBODY).gid(NOBODY);
            }
            assert!(command.status().unwrap().success(), "{verb:?}");
        };
        control(&["-m", "immediate", "stop"]);
        control(&["-l", &self.folder.join("log").display().to_string(), "-w", "start"]);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Not for the server in the static, which its minder ends.
        drop(self.minder.stdin.take());
        let _ = self.minder.wait();
    }
}

/// A database of its own.
pub struct Database {
    pub server: &'static Server,
    pub name: String,
}

impl Database {
    /// A new one, in the server that all tests share.
    pub fn new() -> Option<Self> {
        server().map(Self::of)
    }

    fn of(server: &'static Server) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        server.psql("postgres", &format!("CREATE DATABASE {name}")).unwrap();
        Self { server, name }
    }

    /// In a server of its own, which may be crashed; it runs until the process ends.
    pub fn alone() -> Option<Self> {
        server()?;
        Some(Self::of(Box::leak(Box::new(Server::start(&binaries()?, 5432, |_| String::new())))))
    }

    /// In a server of its own that takes encrypted connections alone, and the file of the authority to trust.
    pub fn encrypted() -> Option<(Self, String, PathBuf)> {
        server()?;
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let server = Server::start(&binaries()?, port, |data| {
            certificates(data);
            fs::write(data.join("pg_hba.conf"), "local all all trust\nhostssl all all 127.0.0.1/32 trust\n").unwrap();
            // The folder is its owner's alone; what was put into it has to be as well.
            let owner = fs::metadata(data).unwrap();
            for file in ["server.crt", "server.key"] {
                chown(data.join(file), Some(owner.uid()), Some(owner.gid())).unwrap();
            }
            "listen_addresses = '127.0.0.1'\nssl = on\n".to_owned()
        });
        let server: &'static Server = Box::leak(Box::new(server));
        let database = Self::of(server);
        let address = format!("postgres://anban:s3cret@127.0.0.1:{port}/{}", database.name);
        Some((database, address, server.folder.join("data/authority.crt")))
    }

    pub fn address(&self) -> String {
        self.server.address(&self.name)
    }

    pub fn psql(&self, sql: &str) -> Result<String, String> {
        self.server.psql(&self.name, sql)
    }

    pub fn open(&self) -> Postgres {
        Postgres::open(&self.address(), &Settings::default(), None).unwrap()
    }
}

impl Home for Database {
    type Store = Postgres;

    async fn open(&self) -> Postgres {
        self.open()
    }
}

/// An authority, and a certificate it has given to 127.0.0.1.
fn certificates(folder: &Path) {
    let script = "openssl req -x509 -newkey rsa:2048 -nodes -keyout authority.key -out authority.crt -days 2 \
                      -subj /CN=authority -addext basicConstraints=critical,CA:true &&
                  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=127.0.0.1 &&
                  printf 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth' > extensions &&
                  openssl x509 -req -in server.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 2 \
                      -extfile extensions -out server.crt";
    let output = Command::new("sh").args(["-c", script]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::set_permissions(folder.join("server.key"), fs::Permissions::from_mode(0o600)).unwrap();
}
