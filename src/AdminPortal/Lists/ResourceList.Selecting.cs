namespace AdminPortal.Lists;

/// <content>The rows that a person selects.</content>
public sealed partial class ResourceList<TResource>
{
    private int SelectedHere => _page?.Items.Count(resource => _selection!.Has(List.IdOf(resource))) ?? 0;

    private bool IsPageSelected => SelectedHere == _page!.Items.Count;

    private void Select(TResource resource, bool isSelected) => _selection!.Set(List.IdOf(resource), NameOf(resource), isSelected);

    private void SelectPageOf(bool isSelected)
    {
        foreach (var resource in _page!.Items)
        {
            Select(resource, isSelected);
        }
    }
}
