using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Forms;

/// <summary>Why a person wants a change, as it is typed so far.</summary>
/// <param name="policy">Whether there has to be one, and what it looks like.</param>
/// <param name="kind">The kind of what is changed.</param>
public sealed class ReasonInput(ReasonPolicy policy, ResourceKind kind)
{
    /// <summary>Whether there has to be one.</summary>
    public ReasonRule Rule => policy.RuleOf(kind);

    /// <summary>What a reason has to contain, in words, or null.</summary>
    public string? Hint => policy.Hint;

    /// <summary>What is typed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What is wrong with it, once it has been asked for.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes what is typed.</summary>
    public void Type(string? text) => (Text, Problem) = (text ?? "", null);

    /// <summary>Whether a change may be sent with it; if not, <see cref="Problem"/> says why.</summary>
    public bool IsUsable()
    {
        Problem = policy.ProblemWith(kind, Text);
        return Problem is null;
    }
}
