using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AdminPortal.Changes.Signals;

/// <summary>Words between instances by PostgreSQL's <c>NOTIFY</c> and <c>LISTEN</c>, over two connections of its own.</summary>
internal sealed class PostgresSignals : BackgroundService, ISignals
{
    private const string Channel = "adminportal";
    private const int MostWaiting = 10_000;

    /// <summary>PostgreSQL refuses a longer one, and would do so again and again.</summary>
    private const int LongestPayload = 7999;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>A connection whose other end is gone without a word is found out by asking it something.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(10);

    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresSignals> _log;
    private readonly string _instance = Guid.CreateVersion7().ToString("N");
    private readonly Channel<Word> _waiting = System.Threading.Channels.Channel.CreateBounded<Word>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<string, Followers<string>> _followers = new(StringComparer.Ordinal);
    private readonly Followers<bool> _gaps;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PostgresSignals(string connectionString, TimeProvider time, ILogger<PostgresSignals> log)
    {
        // Not from the pool, which resets what it takes back; and one that notices a dead server.
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = (int)AskEvery.TotalSeconds, ApplicationName = "AdminPortal signals" }.ConnectionString;
        (_time, _log, _gaps) = (time, log, new(log));
    }

    /// <summary>Ends when this instance hears the others for the first time.</summary>
    internal Task Listening => _listening.Task;

    /// <inheritdoc/>
    public void Send(string topic, string text) => _waiting.Writer.TryWrite(new(_instance, topic, text));

    /// <inheritdoc/>
    public IDisposable Follow(string topic, Action<string> heard) => _followers.GetOrAdd(topic, _ => new(_log)).Add(heard);

    /// <inheritdoc/>
    public IDisposable FollowGaps(Action missed) => _gaps.Add(_ => missed());

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(AgainAndAgainAsync("heard", ListenAsync, stoppingToken), AgainAndAgainAsync("told", TellAsync, stoppingToken));

    private async Task AgainAndAgainAsync(string what, Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using NpgsqlConnection connection = new(_connectionString);
                await connection.OpenAsync(stoppingToken);
                pause = FirstPause;
                await work(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is DbException or IOException or TimeoutException)
            {
                _log.LogWarning("Other instances cannot be {What} for now: {Problem}", what, problem.Message);
                await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        connection.Notification += (_, word) => Hear(word.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        if (!_listening.TrySetResult())
        {
            _gaps.Tell(true);
        }

        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private void Hear(string payload)
    {
        if (Read(payload) is { } word && word.From != _instance && _followers.TryGetValue(word.Topic, out var followers))
        {
            followers.Tell(word.Text);
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        await using NpgsqlCommand tell = new("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = "" } } };
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            // Taken out only once it is told.
            while (_waiting.Reader.TryPeek(out var word))
            {
                var payload = JsonSerializer.Serialize(word);
                if (payload.Length <= LongestPayload)
                {
                    tell.Parameters[1].Value = payload;
                    await tell.ExecuteNonQueryAsync(stoppingToken);
                }
                else
                {
                    _log.LogError("A word about {Topic} is too long to be told: {Length} bytes.", word.Topic, payload.Length);
                }

                _waiting.Reader.TryRead(out _);
            }
        }
    }

    private static Word? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Word>(payload);
        }
        catch (JsonException)
        {
            // Somebody else's word on our channel.
            return null;
        }
    }

    private sealed record Word(string From, string Topic, string Text);
}
