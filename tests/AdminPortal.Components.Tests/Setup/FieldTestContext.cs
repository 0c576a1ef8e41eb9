using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>One field alone, on an edit of its own.</summary>
public abstract class FieldTestContext : PortalTestContext
{
    private protected static EditSession Editing<TResource, TInput>(ResourceKind<TResource, TInput> kind, string input)
        where TResource : class
        where TInput : class
    {
        EditSession session = new(kind, edit => RuleCheck.Run(kind, edit.Proposed, edit.Baseline, RuleContext.Empty, edit.SendAnyway));
        session.Begin(JsonNode.Parse(input)!.AsObject());
        return session;
    }

    private protected IRenderedComponent<TField> Show<TField>(EditSession session, string pointer, Action<ComponentParameterCollectionBuilder<TField>>? more = null)
        where TField : FieldBase => Render<TField>(parameters =>
        {
            parameters.AddCascadingValue(session).Add(field => field.Pointer, pointer);
            more?.Invoke(parameters);
        });

    private protected static string? Wanted(EditSession session, string pointer) => AdminPortal.Cloudflare.Values.JsonPointer.Read(session.Proposed, pointer)?.ToJsonString();
}
