using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Sandbox;

namespace AdminPortal.Tests.Differential;

/// <summary>
/// Two readings of the same documents, the form's rules and the sandbox's, share no code; random inputs must find them of one mind. What the form refuses the sandbox refuses
/// at the same field and row, what the form accepts the sandbox accepts. A kind inherits this and cannot skip it (<see cref="EveryKindTests"/>).
/// </summary>
public abstract class DifferentialTests<TResource, TInput> : IAsyncLifetime
    where TResource : class
    where TInput : class
{
    /// <summary>Another set of cases for one run: a number in this variable. Without it every run tries the same ones.</summary>
    private const string SeedVariable = "ADMINPORTAL_DIFFERENTIAL_SEED";

    private const string CasesVariable = "ADMINPORTAL_DIFFERENTIAL_CASES";

    private readonly HttpClient _http = new();
    private readonly List<Stored> _stored = [];
    private SandboxServer _server = null!;
    private AccountClient _client = null!;
    private InputMutator _mutator = null!;

    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>The sandbox's own name for the kind, for its raw state.</summary>
    protected abstract string Collection { get; }

    /// <summary>Resources as they may be stored, the documents' sample and ones that break rules among them. <c>{id}</c> stands for the resource's id.</summary>
    protected abstract IReadOnlyList<string> Resources { get; }

    /// <summary>For each field, values that a form may well send, as JSON.</summary>
    protected abstract IReadOnlyDictionary<string, IReadOnlyList<string>> Good { get; }

    private static int Seed => Number(SeedVariable, 20261122);

    private static int Cases => Number(CasesVariable, 2500);

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxOptions { FaultsEnabled = true, RateLimit = new() { Enabled = false } }, TestContext.Current.CancellationToken);
        _http.BaseAddress = _server.Address;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-token");
        _http.DefaultRequestHeaders.Add("x-magic-new-hc-target", "true");
        _client = new(_server.Options.Accounts[0].Id, "Sandbox", _http);
        _mutator = new(Kind, Good, Hard, IsMadeUpId);
        List<(string Id, string Json)> resources = [.. Resources.Select((resource, index) => (IdOf(index), resource.Replace("{id}", IdOf(index), StringComparison.Ordinal)))];
        foreach (var (id, json) in resources)
            await RestoreAsync(id, json);
        foreach (var (id, json) in resources)
        {
            var read = Assert.IsType<ApiResult<TResource>.Ok>(await Kind.ReadAsync(_client, id, TestContext.Current.CancellationToken));
            _stored.Add(new(id, json, Kind.ToJson(Kind.ToInput(read.Value)), await ContextAsync(_client, read.Value)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Form_AndSandbox_AgreeOnRandomInputs()
    {
        Dictionary<string, string> reports = new(StringComparer.Ordinal);
        var (refused, accepted) = (0, 0);
        for (var number = 0; number < Cases && reports.Count < 10; number++)
        {
            var random = new Random(unchecked((Seed * 1_000_003) + number));
            var stored = NearMisses.Pick(random, _stored);
            var mutations = _mutator.Make(random, stored.Input);
            var verdict = await JudgeAsync(stored, mutations);
            (refused, accepted) = verdict.IsAccepted ? (refused, accepted + 1) : (refused + 1, accepted);
            if (Disagreement(stored, verdict) is null)
                continue;
            (mutations, verdict) = await ShrinkAsync(stored, mutations, verdict);
            var disagreement = Disagreement(stored, verdict)!;
            reports.TryAdd(disagreement, $"{disagreement} (case {number} of {SeedVariable}={Seed})\n{Report(stored, mutations, verdict)}");
        }

        Assert.True(reports.Count == 0, string.Join("\n\n", reports.Values));
        Assert.True(refused > Cases / 4 && accepted > Cases / 4, $"{refused} refused and {accepted} accepted: too few of one to mean much.");
    }

    [Fact]
    public async Task UnchangedValues_WhateverRuleTheyBreak_BlockOnNeitherSide()
    {
        foreach (var stored in _stored)
        {
            AssertAccepted(stored, [], await JudgeAsync(stored, []));
            for (var number = 0; number < Cases / 10; number++)
            {
                var mutations = _mutator.MakeGood(new Random(unchecked((Seed * 1_000_003) + number)), stored.Input);
                AssertAccepted(stored, mutations, await JudgeAsync(stored, mutations));
            }
        }
    }

    /// <summary>Further values to try, as JSON, that only this kind finds hard.</summary>
    protected virtual IReadOnlyDictionary<string, IReadOnlyList<string>> Hard { get; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What the form's page would know besides the input.</summary>
    protected virtual Task<RuleContext> ContextAsync(AccountClient client, TResource resource) => Task.FromResult(RuleContext.Empty);

    /// <summary>Whether a text is an id that no list offers: a person picks ids from lists, so that a new one exists and only an old one can dangle.</summary>
    protected virtual bool IsMadeUpId(string pointer, string text) => false;

    /// <summary>Whether an error speaks of what no form loads, such as the addresses of all other targets.</summary>
    protected virtual bool IsBeyondTheForm(ApiMessage refusal) => false;

    /// <summary>Whether the newer text that lets a person send a value anyway leaves it to the account, so that the sandbox may refuse it too.</summary>
    protected virtual bool MayBeRefusedAnyway(RuleFinding finding, string resource) => false;

    protected virtual string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"d1ff0000{index:x24}");

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;

    private static void AssertAccepted(Stored stored, IReadOnlyList<Mutation> mutations, Verdict verdict)
    {
        var changed = mutations.Select(mutation => mutation.Pointer).ToHashSet(StringComparer.Ordinal);
        bool IsUntouched(string pointer) => !changed.Contains(pointer);
        Assert.True(
            !verdict.Errors.Any(error => IsUntouched(error.Pointer)) && !verdict.Refusals.Any(error => IsUntouched(error.Source?.Pointer ?? "")),
            Report(stored, mutations, verdict));
    }

    private static string Report(Stored stored, IEnumerable<Mutation> mutations, Verdict verdict) => $"""
        Stored:   {stored.Json}
        Changes:  {string.Join(", ", mutations.Select(mutation => $"{mutation.Pointer} = {mutation.Json ?? "(removed)"}"))}
        Sent:     {verdict.Sent}
        Form:     {string.Join("; ", verdict.Errors.Select(error => $"{error.Pointer}: {error.Text}{(error.CanSendAnyway ? " [send anyway]" : "")}"))}
        Sandbox:  {verdict.Status} {string.Join("; ", verdict.Refusals.Select(error => $"{error.Source?.Pointer ?? "(no pointer)"}: {error.Message}"))}
        """;

    /// <summary>Leaves out every change without which the two sides disagree all the same.</summary>
    private async Task<(IReadOnlyList<Mutation> Mutations, Verdict Verdict)> ShrinkAsync(Stored stored, IReadOnlyList<Mutation> mutations, Verdict verdict)
    {
        for (var index = mutations.Count - 1; index >= 0; index--)
        {
            Mutation[] fewer = [.. mutations.Where((_, at) => at != index)];
            var without = await JudgeAsync(stored, fewer);
            if (Disagreement(stored, without) is not null)
                (mutations, verdict) = (fewer, without);
        }

        return (mutations, verdict);
    }

    /// <summary>In what the two sides disagree, or null where they do not.</summary>
    private string? Disagreement(Stored stored, Verdict verdict)
    {
        var blocking = verdict.Errors.Where(error => !error.CanSendAnyway).ToList();
        return blocking.FirstOrDefault(finding => !verdict.Refusals.Any(refusal => IsSamePlace(finding.Pointer, refusal.Source?.Pointer))) is { } unanswered
            ? $"The form refuses {unanswered.Pointer}, the sandbox does not: {unanswered.Text}"
            : blocking.Count > 0 || verdict.IsAccepted ? null
            : verdict.Errors.Any(error => MayBeRefusedAnyway(error, stored.Json)) || verdict.Refusals.All(IsBeyondTheForm) ? null
            : $"The form lets through what the sandbox refuses: {string.Join("; ", verdict.Refusals.Select(refusal => $"{refusal.Source?.Pointer}: {refusal.Message}"))}";
    }

    private async Task<Verdict> JudgeAsync(Stored stored, IReadOnlyList<Mutation> mutations)
    {
        var proposed = (JsonObject)stored.Input.DeepClone();
        foreach (var mutation in mutations)
            mutation.Apply(proposed);

        List<RuleFinding> errors = [.. RuleCheck.Run(Kind, proposed, stored.Input, stored.Context, new HashSet<string>()).Where(finding => finding.Severity == RuleSeverity.Error)];

        // What the form lets through is laid over the live copy; what it refuses goes nowhere, and so is tried as it stands.
        var sent = errors.Exists(error => !error.CanSendAnyway) ? proposed : Overlay.Apply(Kind, stored.Input, proposed, stored.Input);
        var verdict = IsReadable(sent) ? await SendAsync(stored, Kind.FromJson(sent)) : await SendRawAsync(stored, sent);
        if (verdict.IsAccepted)
            await RestoreAsync(stored.Id, stored.Json);
        return verdict with { Errors = errors, Sent = sent.ToJsonString() };
    }

    /// <summary>What cannot be read as an input is never sent by the form; it goes to the sandbox as it is.</summary>
    private bool IsReadable(JsonObject proposed)
    {
        try
        {
            return Kind.FromJson(proposed) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<Verdict> SendAsync(Stored stored, TInput input) => await Kind.UpdateAsync(_client, stored.Id, input, TestContext.Current.CancellationToken) switch
    {
        ApiResult<TResource>.Ok => new(200, []),
        ApiResult<TResource>.Failed { Failure: ApiFailure.Rejected rejected } => new((int)rejected.Answer.Status!, rejected.Answer.Errors),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private async Task<Verdict> SendRawAsync(Stored stored, JsonObject sent)
    {
        using StringContent content = new(sent.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync($"accounts/{_client.AccountId}/{Kind.Path}/{stored.Id}", content);
        var envelope = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return new(
            (int)response.StatusCode,
            [.. envelope.GetProperty("errors").EnumerateArray().Select(error => new ApiMessage
            {
                Code = error.GetProperty("code").GetInt32(),
                Message = error.GetProperty("message").GetString()!,
                Source = error.TryGetProperty("source", out var source) ? new() { Pointer = source.GetProperty("pointer").GetString() } : null,
            })]);
    }

    private async Task RestoreAsync(string id, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync(new Uri(_server.Root, $"sandbox/state/{_server.Options.Accounts[0].Id}/{Collection}/{id}"), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The same field, and in a list or map the same row.</summary>
    private bool IsSamePlace(string finding, string? refusal) => refusal == finding
        || (refusal is not null && Kind.FieldAt(finding) is { } field && field.Pointer == finding && (Kind.FieldAt(refusal) ?? Kind.FirstFieldInside(refusal)) == field);

    private sealed record Stored(string Id, string Json, JsonObject Input, RuleContext Context);

    private sealed record Verdict(int Status, IReadOnlyList<ApiMessage> Refusals)
    {
        public IReadOnlyList<RuleFinding> Errors { get; init; } = [];

        public string Sent { get; init; } = "";

        public bool IsAccepted => Status is 200 or 201;
    }
}
