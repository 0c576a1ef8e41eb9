using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Tests.Faults;

/// <summary>Somebody else at the API's address: speaks TLS with a certificate that nobody vouches for.</summary>
public sealed class ForeignServer : IAsyncLifetime
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = OwnCertificate();
    private Task _serving = Task.CompletedTask;
    private int _requests;

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/client/v4/");

    /// <summary>How often anything came over a connection besides the greeting.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public ValueTask InitializeAsync()
    {
        _listener.Start();
        _serving = ServeAsync();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
    }

    private static X509Certificate2 OwnCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await GreetAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The tests are over.
            return;
        }
    }

    private async Task GreetAsync(TcpClient client)
    {
        using var connection = client;
        await using SslStream secure = new(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(_certificate);
            if (await secure.ReadAsync(new byte[1]) > 0)
            {
                Interlocked.Increment(ref _requests);
            }
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // What a client does that looks at the certificate.
            return;
        }
    }
}
