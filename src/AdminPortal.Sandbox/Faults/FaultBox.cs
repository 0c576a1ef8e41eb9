using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Routing;

namespace AdminPortal.Sandbox.Faults;

/// <summary>The faults in force, oldest first; the first that fits a request meets it.</summary>
internal sealed class FaultBox
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <exception cref="RegexParseException">The path is not a regular expression.</exception>
    public void Add(Fault fault)
    {
        var entry = new Entry(fault, PathPattern.Compile(fault.Path)) { Left = fault.Times };
        lock (_gate)
            _entries.Add(entry);
    }

    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }

    /// <summary>The faults with what is left of their <see cref="Fault.Times"/>.</summary>
    public IReadOnlyList<Fault> List()
    {
        lock (_gate)
            return [.. _entries.Select(entry => entry.Fault with { Times = entry.Left })];
    }

    /// <summary>The fault that meets this request, counted as used.</summary>
    public Fault? Take(HttpRequest request)
    {
        lock (_gate)
        {
            var entry = _entries.Find(candidate => candidate.Fits(request));
            if (entry is null)
                return null;
            if (--entry.Left == 0)
                _entries.Remove(entry);
            return entry.Fault;
        }
    }

    private sealed class Entry(Fault fault, Regex? path)
    {
        public Fault Fault => fault;

        public int? Left { get; set; }

        public bool Fits(HttpRequest request)
            => (fault.Method is null || string.Equals(fault.Method, request.Method, StringComparison.OrdinalIgnoreCase))
            && (path is null || path.IsMatch(request.Path.Value![ApiRoutes.Prefix.Length..]));
    }
}
