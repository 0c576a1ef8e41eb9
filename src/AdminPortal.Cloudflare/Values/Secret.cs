namespace AdminPortal.Cloudflare.Values;

/// <summary>A value that may be sent, but never shown: printing, logging or serializing it yields nothing of it.</summary>
public sealed class Secret
{
    private readonly string _value;

    internal Secret(string value) => _value = value;

    /// <summary>The value itself, for the request that carries it.</summary>
    internal string Reveal() => _value;

    /// <summary>A placeholder.</summary>
    public override string ToString() => "[redacted]";
}
