using AdminPortal.Sandbox.Routing;

namespace AdminPortal.Sandbox.State;

/// <summary>All accounts of the sandbox.</summary>
internal sealed class World
{
    private readonly IReadOnlyList<ISection> _sections;
    private Dictionary<string, AccountState> _accounts = [];

    public World(SandboxOptions options, IReadOnlyList<ISection> sections)
    {
        Options = options;
        _sections = sections;
        Reset();
    }

    public SandboxOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    public IReadOnlyCollection<AccountState> Accounts => _accounts.Values;

    public AccountState? FindAccount(string id) => _accounts.GetValueOrDefault(id);

    /// <summary>Puts the initial data back; requests that are under way finish on the old one.</summary>
    public void Reset()
    {
        var accounts = new Dictionary<string, AccountState>(StringComparer.OrdinalIgnoreCase);
        foreach (var account in Options.Accounts)
        {
            var state = new AccountState(account);
            foreach (var section in _sections)
                section.Fill(state, Options);
            accounts.Add(account.Id, state);
        }

        Volatile.Write(ref _accounts, accounts);
    }
}
