namespace AdminPortal.Changes;

/// <summary>What became of a write that got no answer.</summary>
public enum WriteFate
{
    /// <summary>Reading shows what was wanted.</summary>
    Arrived,

    /// <summary>Reading shows what was there before.</summary>
    NotArrived,

    /// <summary>Reading failed, or shows neither.</summary>
    CannotTell,
}
