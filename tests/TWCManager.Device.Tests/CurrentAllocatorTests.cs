using nanoFramework.TestFramework;
using TWCManager.Core.Charging;

namespace TWCManager.Device.Tests;

/// <summary>The rule that keeps the fuse: never more than the wiring carries, fewer cars rather than less for each.</summary>
[TestClass]
public class CurrentAllocatorTests
{
    [TestMethod]
    public void Enough_for_one_car_goes_to_one_car()
    {
        CurrentAllocator allocator = TwoCars();
        allocator.Share(2, Room(3200), 1100);
        Assert.AreEqual(1100, allocator.Requests[0].ShareCentiamps);
        Assert.AreEqual(0, allocator.Requests[1].ShareCentiamps);
    }

    [TestMethod]
    public void Enough_for_two_cars_is_shared_evenly()
    {
        CurrentAllocator allocator = TwoCars();
        allocator.Share(2, Room(3200), 2000);
        Assert.AreEqual(1000, allocator.Requests[0].ShareCentiamps);
        Assert.AreEqual(1000, allocator.Requests[1].ShareCentiamps);
    }

    [TestMethod]
    public void Wiring_binds_before_what_is_granted()
    {
        CurrentAllocator allocator = TwoCars();
        allocator.Share(2, Room(1300), 6400);
        Assert.AreEqual(1300, allocator.Requests[0].ShareCentiamps + allocator.Requests[1].ShareCentiamps);
    }

    private static ConductorRoom Room(int centiamps)
    {
        ConductorRoom room = new ConductorRoom();
        room.SetAll(centiamps);
        return room;
    }

    private static CurrentAllocator TwoCars()
    {
        CurrentAllocator allocator = new CurrentAllocator(2);
        for (int i = 0; i < 2; i++)
        {
            allocator.Requests[i].MinimumCentiamps = 600;
            allocator.Requests[i].CapCentiamps = 3200;
            allocator.Requests[i].UsesGrant = true;
            allocator.Requests[i].WantsMore = true;
        }

        return allocator;
    }
}
