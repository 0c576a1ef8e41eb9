using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Kinds;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Forms;

/// <summary>The question before a deletion: what stops working, what will be sent, and the name where it has to be typed.</summary>
public sealed partial class DeletePanel
{
    /// <summary>The heading's id, for the focus.</summary>
    public const string HeadingId = "delete";

    private const string WordId = "delete-word";

    private string _typed = "";
    private string? _problem;

    /// <summary>The kind.</summary>
    [Parameter, EditorRequired]
    public ResourceKind Kind { get; set; } = null!;

    /// <summary>The resource's name.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The request's path below the API's base address.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>What has to be typed first, to the letter; null where nothing (<see cref="DeletionThreshold"/>).</summary>
    [Parameter]
    public string? Word { get; set; }

    /// <summary>Why the deletion is wanted.</summary>
    [Parameter, EditorRequired]
    public ReasonInput Reason { get; set; } = null!;

    /// <summary>Whether a call is under way.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Deletes the resource; its argument is what was typed.</summary>
    [Parameter]
    public EventCallback<string> OnDelete { get; set; }

    /// <summary>Goes back to the form.</summary>
    [Parameter]
    public EventCallback OnBack { get; set; }

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    private void Type(string? text) => (_typed, _problem) = (text ?? "", null);

    private async Task SubmitAsync()
    {
        _problem = Word is null ? null : ProblemOf(_typed, Word);
        var isReasonUsable = Reason.IsUsable();
        if (_problem is null && isReasonUsable)
        {
            await OnDelete.InvokeAsync(_typed);
        }
        else
        {
            await Browser.InvokeVoidAsync("portal.focus", _problem is null ? ReasonField.Id : WordId);
        }
    }

    /// <summary>How what was typed differs from what has to be typed; null where it does not.</summary>
    private static string? ProblemOf(string typed, string word) => typed switch
    {
        _ when typed == word => null,
        "" => "Nothing is typed yet.",
        _ when typed.Trim() == word => "There is a blank before or after it.",
        _ when typed.Equals(word, StringComparison.OrdinalIgnoreCase) => "Upper and lower case differ.",
        _ => $"“{typed}” is something else.",
    };
}
