using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.Validation;

/// <summary>Everything that is wrong with one request, so that the answer can say it all at once.</summary>
internal sealed class Findings(string documentationUrl)
{
    private readonly List<ApiError> _errors = [];

    public bool Any => _errors.Count > 0;

    public void Add(int code, string message, string? pointer)
        => _errors.Add(new ApiError(code, message) { DocumentationUrl = documentationUrl, Pointer = pointer });

    public Reply ToReply() => Reply.BadRequest(_errors);
}
