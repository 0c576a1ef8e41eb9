using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Lists;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ListNewsTests
{
    private const string Sam = "Sam Sample";
    private const string Alex = "Alex Example";

    public static TheoryData<string, ResourceChange[]> Sentences => new()
    {
        { "web-1 was changed by Sam Sample", [Change(WhatHappened.Updated, Sam, "1")] },
        { "web-1 was created by Sam Sample", [Change(WhatHappened.Created, Sam, "1")] },
        { "web-1 was deleted by Sam Sample", [Change(WhatHappened.Deleted, Sam, "1")] },
        { "web-1 may have been changed by Sam Sample", [Change(WhatHappened.Unclear, Sam, "1")] },
        { "web-1 was created by Sam Sample", [Change(WhatHappened.Created, Sam, "1"), Change(WhatHappened.Updated, Sam, "1")] },
        { "web-1 was changed by Sam Sample", [Change(WhatHappened.Unclear, Sam, "1"), Change(WhatHappened.Updated, Sam, "1")] },
        { "web-1 was deleted by Sam Sample and Alex Example", [Change(WhatHappened.Updated, Sam, "1"), Change(WhatHappened.Deleted, Alex, "1")] },
        { "web-1 and 2 more were deleted by Sam Sample", [Change(WhatHappened.Deleted, Sam, "1", "2", "9")] },
        { "web-2 and 1 more were changed by Sam Sample", [Change(WhatHappened.Updated, Sam, "9", "2")] },
        { "web-1 and 1 more were changed by Sam Sample and Alex Example", [Change(WhatHappened.Updated, Sam, "1"), Change(WhatHappened.Deleted, Alex, "2")] },
        { "web-1 and 1 more were changed, or may have been, by Sam Sample", [Change(WhatHappened.Updated, Sam, "1"), Change(WhatHappened.Unclear, Sam, "2")] },
        { "web-1 and 2 more were changed by Sam Sample and 2 others", [Change(WhatHappened.Updated, Sam, "1"), Change(WhatHappened.Updated, Alex, "2"), Change(WhatHappened.Updated, "Kim", "9")] },
        { "one target that this page does not show was changed by Sam Sample", [Change(WhatHappened.Updated, Sam, "9")] },
        { "2 targets that this page does not show were deleted by Sam Sample", [Change(WhatHappened.Deleted, Sam, "8", "9")] },
        { "targets may have been changed by Sam Sample", [Change(WhatHappened.Unclear, Sam)] },
        { "targets were created by Sam Sample", [Change(WhatHappened.Created, Sam)] },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Words_OfChanges_SayWhatHappenedToWhichAndByWhom(string expected, ResourceChange[] changes) =>
        Assert.Equal(expected, ListNews.WordsOf(TargetKind.Instance, changes, id => id is "1" or "2" ? $"web-{id}" : null));

    [Fact]
    public void Words_OfAnotherKind_NameThatKind() => Assert.Equal(
        "one peer that this page does not show was created by Sam Sample",
        ListNews.WordsOf(PeerKind.Instance, [Change(WhatHappened.Created, Sam, "1")], _ => null));

    private static ResourceChange Change(WhatHappened what, string who, params string[] ids) => new("a", ((ResourceKind)TargetKind.Instance).Path, ids, what, who, default);
}
