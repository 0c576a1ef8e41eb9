using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AdminPortal.EndToEnd.Tests.Provider;
using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>A real nginx with the configuration that docs/deploy/nginx.conf gives, other addresses put in and nothing else changed.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-nginx-");
    private readonly Process _process;

    private NginxProcess(int port, int plainPort, IReadOnlyList<int> instances, SecureListener listener)
    {
        Address = new($"https://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");
        var configuration = Path.Combine(_folder.FullName, "nginx.conf");
        File.WriteAllText(configuration, Configuration(port, plainPort, instances, listener));
        _process = Process.Start(new ProcessStartInfo(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", ["-p", _folder.FullName, "-c", configuration, "-e", Path.Combine(_folder.FullName, "error.log"), "-g", "daemon off;"])
        {
            UseShellExecute = false,
        })!;
    }

    /// <summary>Where browsers find it.</summary>
    public Uri Address { get; }

    /// <summary>What it complained of.</summary>
    public string Complaints => File.ReadAllText(Path.Combine(_folder.FullName, "error.log"));

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<NginxProcess> StartAsync(IReadOnlyList<int> instances, SecureListener listener)
    {
        NginxProcess nginx = new(FreePort(), FreePort(), instances, listener);
        using CancellationTokenSource late = new(Patience);
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(nginx.Address.Host, nginx.Address.Port, late.Token);
                return nginx;
            }
            catch (SocketException) when (!nginx._process.HasExited)
            {
                await look.WaitForNextTickAsync(late.Token);
            }
        }
    }

    /// <summary>A port that nobody listens on at the moment.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Its workers go with it only when it is asked to.
            using var quit = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await quit.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Configuration(int port, int plainPort, IReadOnlyList<int> instances, SecureListener listener)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/deploy/nginx.conf"));
        string Own(string name) => Path.Combine(_folder.FullName, name);
        foreach (var (written, here) in new[]
        {
            ("user www-data;", Environment.UserName == "root" ? "user root;" : ""),
            ("/run/nginx.pid", Own("nginx.pid")),
            ("/var/log/nginx/error.log", Own("error.log")),
            ("/var/log/nginx/access.log", Own("access.log")),
            ("listen 80;", $"listen 127.0.0.1:{plainPort};"),
            ("listen 443 ", $"listen 127.0.0.1:{port} "),
            ("console.example.com$request_uri", $"localhost:{port}$request_uri"),
            ("/etc/ssl/console.example.com.pem", listener.CertificateFile),
            ("/etc/ssl/private/console.example.com.key", listener.KeyFile),
            ("server_name console.example.com;", "server_name localhost;"),
            ("10.0.0.11:5080", $"127.0.0.1:{instances[0]}"),
            ("10.0.0.12:5080", $"127.0.0.1:{instances[1]}"),
            ("10.0.0.13:5080", $"127.0.0.1:{instances[2]}"),
        })
        {
            Assert.Contains(written, text, StringComparison.Ordinal);
            text = text.Replace(written, here, StringComparison.Ordinal);
        }

        return text;
    }
}
