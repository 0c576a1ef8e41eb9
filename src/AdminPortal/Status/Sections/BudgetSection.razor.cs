using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status.Sections;

/// <summary>What is left of each credential's rate limit, and whose calls used it.</summary>
public sealed partial class BudgetSection
{
    private IReadOnlyList<CredentialBudget>? _budgets;

    [Inject]
    internal ConsoleStatus Status { get; set; } = null!;

    private string SharedWords => Status.SharesBudget
        ? "All instances share each limit. What is left is as far as this instance has counted or the API has told; the other figures are of this instance."
        : "As far as this instance has counted, or the API has told.";

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _budgets = await AskAsync(_ => Task.FromResult(Status.Budgets(Actor))) ?? _budgets;
}
