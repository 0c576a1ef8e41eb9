using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Forms;

/// <summary>What a save will change, field by field, and exactly what will be sent.</summary>
public sealed partial class ReviewPanel
{
    /// <summary>The heading's id, for the focus.</summary>
    public const string HeadingId = "review";

    // For people to read: the text is rendered as text, never as markup.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool _agreed;

    /// <summary>The edit.</summary>
    [Parameter, EditorRequired]
    public EditSession Session { get; set; } = null!;

    /// <summary>The request's method.</summary>
    [Parameter, EditorRequired]
    public string Method { get; set; } = "";

    /// <summary>The request's path below the API's base address.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>What is particular about how this is sent.</summary>
    [Parameter]
    public string? Steps { get; set; }

    /// <summary>Why the change is wanted.</summary>
    [Parameter, EditorRequired]
    public ReasonInput Reason { get; set; } = null!;

    /// <summary>Whether a call is under way.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>What the API said when it was asked to check without saving.</summary>
    [Parameter]
    public ApiResult<NoResult>? Check { get; set; }

    /// <summary>Whether the account's other resources are being asked about.</summary>
    [Parameter]
    public bool IsAskingAboutOthers { get; set; }

    /// <summary>Why nothing is known about the account's other resources, where they could not be read.</summary>
    [Parameter]
    public ApiFailure? OthersFailure { get; set; }

    /// <summary>Sends the request; its argument is the consequence that the person has agreed to, where there is one.</summary>
    [Parameter]
    public EventCallback<string?> OnSave { get; set; }

    /// <summary>Has the API check the request without saving.</summary>
    [Parameter]
    public EventCallback OnCheck { get; set; }

    /// <summary>Goes back to the form.</summary>
    [Parameter]
    public EventCallback OnBack { get; set; }

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    /// <summary>What is sent in several steps is no one command.</summary>
    private string? Curl => Steps is null && Accounts.Find(Session.AccountId) is { } account ? CurlCommand.Of(Method, account.Address, Path, Session.Request) : null;

    private string Plural => Session.Kind.PluralName.ToLowerInvariant();

    private string? Consequence => Session.Kind.ConsequenceOf(Session.Baseline, Session.Request);

    private string Body => Session.Request.ToJsonString(Readable);

    private async Task SaveAsync()
    {
        if (Reason.IsUsable())
        {
            await OnSave.InvokeAsync(_agreed ? Consequence : null);
        }
        else
        {
            await Browser.InvokeVoidAsync("portal.focus", ReasonField.Id);
        }
    }
}
