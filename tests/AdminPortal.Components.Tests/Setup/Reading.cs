using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>Reads a rendered page as a person with or without a screen reader does: by names, descriptions and words.</summary>
internal static class Reading
{
    private const string Controls = "input:not([type=hidden]), select, textarea, [role=group], [role=radiogroup]";

    /// <summary>The fields of a form by their accessible names, in order; the parts of a group are not fields of their own.</summary>
    public static IReadOnlyList<string> FieldNames<T>(this IRenderedComponent<T> page)
        where T : IComponent => [.. page.FindAll(Controls).Where(control => GroupAround(control) is null).Select(page.NameOf)];

    /// <summary>A field's control or group by its accessible name.</summary>
    public static IElement Field<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => Assert.Single(page.FindAll(Controls), control => GroupAround(control) is null && page.NameOf(control) == name);

    /// <summary>A part of a group, such as the second row of "Hostnames".</summary>
    public static IElement Part<T>(this IRenderedComponent<T> page, string group, string part)
        where T : IComponent => Assert.Single(page.FindAll(Controls), control => page.NameOf(control) == part && GroupAround(control) is { } around && page.NameOf(around) == group);

    /// <summary>The accessible name: aria-label, aria-labelledby, a label that points here, or a label around it.</summary>
    public static string NameOf<T>(this IRenderedComponent<T> page, IElement control)
        where T : IComponent => control switch
        {
            _ when control.GetAttribute("aria-label") is { Length: > 0 } name => name,
            _ when control.GetAttribute("aria-labelledby") is { } ids => page.TextOf(ids),
            _ when control.Id is { } id && page.FindAll($"label[for='{id}']") is [var label] => Words(label),
            _ => control.Closest("label") is { } around ? Words(around) : "",
        };

    /// <summary>What a screen reader says about a control beyond its name.</summary>
    public static string DescriptionOf<T>(this IRenderedComponent<T> page, IElement control)
        where T : IComponent => page.TextOf(control.GetAttribute("aria-describedby") ?? "");

    /// <summary>A button by its accessible name or the beginning of its words.</summary>
    public static IElement Button<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => Assert.Single(page.FindAll("button"), button => (button.GetAttribute("aria-label") ?? Words(button)) == name);

    public static IReadOnlyList<string> Texts<T>(this IRenderedComponent<T> page, string selector)
        where T : IComponent => [.. page.FindAll(selector).Select(Words)];

    public static string Words(this IElement element) => string.Join(' ', element.TextContent.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string TextOf<T>(this IRenderedComponent<T> page, string ids)
        where T : IComponent => string.Join(' ', ids.Split(' ').SelectMany(id => page.FindAll("[id]").Where(element => element.Id == id)).Select(Words));

    private static IElement? GroupAround(IElement control) => control.ParentElement?.Closest("[role=group], [role=radiogroup]");
}
