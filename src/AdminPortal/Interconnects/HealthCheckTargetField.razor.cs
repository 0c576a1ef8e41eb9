using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Interconnects;

namespace AdminPortal.Interconnects;

/// <summary>
/// A saved address, or the default that the server computes: two choices, because saving the computed value back would freeze it
/// (reference 4.4, user-pains 3).
/// </summary>
public sealed partial class HealthCheckTargetField
{
    /// <summary>The address in effect, as the server computed or saved it.</summary>
    private string? Effective => (Session.Resource as Interconnect)?.HealthCheck?.Target?.Effective;

    private string Address => Session.Text(Pointer);

    /// <summary>An address, or the wish for one that is not typed yet, which stands as a problem.</summary>
    private bool IsCustom => Address.Length > 0 || Session.ProblemAt(Pointer) is not null;

    private void ChooseDefault()
    {
        Session.SetProblem(Pointer, null);
        Session.Set(Pointer, JsonValue.Create(""));
    }

    private void ChooseCustom() => SetAddress(Effective);

    private void SetAddress(string? text)
    {
        var address = (text ?? "").Trim();
        Session.SetProblem(Pointer, address.Length == 0 ? "Type an address, or choose Default: an empty one stands for the default." : null);
        Session.Set(Pointer, JsonValue.Create(address));
    }
}
