using AdminPortal.Lists;

namespace AdminPortal.Targets;

/// <summary>What is done with many targets at once; the paths are the API's own (reference 2.1).</summary>
internal static class TargetBatches
{
    public const string DeletionConsequence = "Access applications select targets by hostname or tags: people lose the way to these machines that such an application gives them.";

    public static readonly BatchAction Deletion = new("Delete…", "batch_delete");

    public static readonly BatchAction Creation = new("Paste many…", "batch");
}
