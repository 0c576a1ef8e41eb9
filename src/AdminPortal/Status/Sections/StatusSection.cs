using AdminPortal.Administration;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status.Sections;

/// <summary>A part of the status page that administrators alone see; read when it is opened, and again when the page says so.</summary>
public abstract class StatusSection : AdministrationSection
{
    private int _read;

    /// <summary>Rises when everything is to be read again.</summary>
    [Parameter, EditorRequired]
    public int Round { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_read != Round)
        {
            _read = Round;
            await ReadAsync();
        }
    }
}
