using System.Numerics;

namespace Router.Core.Tenancy.Directory.Index;

/// <summary>
/// Finds keys by the hash of their secret. One writer at a time, any number of readers, who take no lock: a slot is complete before a chain leads to it, and
/// when the table grows they go on in the old one until the new one is complete. Nothing is taken out; a cell knows itself which secrets are still its own.
/// </summary>
internal sealed class KeyTable(int capacity)
{
    private Slots _slots = new(capacity);

    public void Add(in KeyHash hash, KeyCell cell)
    {
        Slots slots = _slots;
        if (slots.IsFull)
        {
            slots = slots.Grown();
            slots.Add(hash.Slot, cell);
            Volatile.Write(ref _slots, slots);
        }
        else
        {
            slots.Add(hash.Slot, cell);
        }
    }

    public KeyCell? Find(in KeyHash hash) => Volatile.Read(ref _slots).Find(hash);

    private sealed class Slots
    {
        private readonly int[] _heads;
        private readonly Slot[] _items;
        private int _count;

        public Slots(int capacity)
        {
            _items = new Slot[Math.Max(capacity, 64)];
            _heads = new int[BitOperations.RoundUpToPowerOf2((uint)_items.Length)];
        }

        public bool IsFull => _count == _items.Length;

        public Slots Grown()
        {
            var grown = new Slots(_items.Length + _items.Length / 2);
            foreach (Slot slot in _items)
            {
                grown.Add(slot.Hash, slot.Cell);
            }

            return grown;
        }

        public void Add(ulong hash, KeyCell cell)
        {
            ref int head = ref _heads[hash & (ulong)(_heads.Length - 1)];
            _items[_count] = new Slot(hash, cell, head);
            Volatile.Write(ref head, ++_count);
        }

        public KeyCell? Find(in KeyHash hash)
        {
            int next = Volatile.Read(ref _heads[hash.Slot & (ulong)(_heads.Length - 1)]);
            while (next > 0)
            {
                ref readonly Slot slot = ref _items[next - 1];
                if (slot.Hash == hash.Slot && slot.Cell.Has(hash))
                {
                    return slot.Cell;
                }

                next = slot.Next;
            }

            return null;
        }
    }

    /// <param name="Hash">A part of the hash.</param>
    /// <param name="Cell">The key.</param>
    /// <param name="Next">The next slot of the chain, from 1; 0 at its end.</param>
    private readonly record struct Slot(ulong Hash, KeyCell Cell, int Next);
}
