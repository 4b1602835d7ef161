using TWCManager.Core.Ports;
using TWCManager.Esp32.Mqtt;
using TWCManager.Host.Adapters;

namespace TWCManager.System.Tests.Adapters;

/// <summary>The queues between the thread of the network and the controller, of both platforms.</summary>
public sealed class MessageQueueTests
{
    [Fact]
    public void Of_messages_that_nobody_takes_the_first_are_kept_and_the_others_are_told()
    {
        MessageQueue queue = new MessageQueue(64);
        Check(64, topic => queue.Add(topic, [1], false), queue.TryTake);
    }

    [Fact]
    public void On_the_device_as_well()
    {
        MqttInbox inbox = new MqttInbox();
        Check(8, topic => inbox.Add(topic, [1], false), inbox.TryTake);
    }

    private static void Check(int capacity, Action<string> add, Func<MqttMessage, bool> tryTake)
    {
        MqttMessage message = new MqttMessage();
        Assert.False(tryTake(message));
        for (int i = 0; i < capacity + 5; i++)
        {
            add("topic/" + i);
        }

        for (int i = 0; i < capacity; i++)
        {
            Assert.True(tryTake(message));
            Assert.Equal(("topic/" + i, 0), (message.Topic, message.LostBefore));
            if (i == 0)
            {
                // There is room again: this one tells of those that found none.
                add("late");
            }
        }

        Assert.True(tryTake(message));
        Assert.Equal(("late", 5), (message.Topic, message.LostBefore));
        Assert.False(tryTake(message));

        for (int i = 0; i < capacity + 2; i++)
        {
            add("again");
        }

        for (int i = 0; i < capacity; i++)
        {
            Assert.True(tryTake(message));
            Assert.Equal(0, message.LostBefore);
        }

        Assert.True(tryTake(message));
        Assert.Null(message.Topic);
        Assert.Equal(2, message.LostBefore);
        Assert.False(tryTake(message));
    }
}
