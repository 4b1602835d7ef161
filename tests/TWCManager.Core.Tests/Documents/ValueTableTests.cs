using TWCManager.Core.Documents;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Documents;

/// <summary>The rows of the published values: what a new one must keep.</summary>
public class ValueTableTests
{
    [Fact]
    public void The_places_of_the_entities_are_counted_from_0_without_a_gap()
    {
        foreach (StatusDocument document in PublishedValues.Documents())
        {
            int[] places = [.. PublishedValues.Of(document).Where(v => v.Kind != EntityKind.None).Select(v => v.Place).Order()];
            Assert.Equal(Enumerable.Range(0, places.Length), places);
        }
    }

    [Fact]
    public void No_path_and_no_entity_stands_in_a_document_twice()
    {
        foreach (StatusDocument document in PublishedValues.Documents())
        {
            PublishedValue[] values = [.. PublishedValues.Of(document)];
            string[] paths = [.. values.Where(v => v.Form != ValueForm.Hidden).Select(v => v.Path)];
            string[] ids = [.. values.Where(v => v.Id != null).Select(v => v.Id)];
            Assert.Equal(paths.Length, paths.Distinct().Count());
            Assert.Equal(ids.Length, ids.Distinct().Count());
        }
    }

    [Fact]
    public void Rows_of_one_object_or_list_follow_each_other()
    {
        foreach (StatusDocument document in PublishedValues.Documents())
        {
            List<string> parents = [];
            foreach (PublishedValue value in PublishedValues.Of(document).Where(v => v.Parent != null))
            {
                if (parents.LastOrDefault() != value.Parent)
                {
                    parents.Add(value.Parent!);
                }
            }

            Assert.Equal(parents.Count, parents.Distinct().Count());
        }
    }

    [Fact]
    public void A_look_without_news_and_a_look_with_news_allocate_nothing()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x2019);
        foreach (StatusDocument document in PublishedValues.Documents(rig))
        {
            document.Remember(1000);
            Assert.Equal(Change.None, document.Look(1000));
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                document.Look(i);
            }

            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }
}
