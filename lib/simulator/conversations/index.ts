import { ABROAD } from "@/lib/simulator/conversations/abroad";
import { BROADBAND } from "@/lib/simulator/conversations/broadband";
import { CLINIC } from "@/lib/simulator/conversations/clinic";
import type { Conversation } from "@/lib/simulator/conversations/conversation";
import { ENERGY } from "@/lib/simulator/conversations/energy";
import { HANDOVER } from "@/lib/simulator/conversations/handover";
import { INSURANCE } from "@/lib/simulator/conversations/insurance";
import { ORDERS } from "@/lib/simulator/conversations/orders";
import { PAYMENTS } from "@/lib/simulator/conversations/payments";
import { RETURNS } from "@/lib/simulator/conversations/returns";
import { SALES } from "@/lib/simulator/conversations/sales";
import { UPSET } from "@/lib/simulator/conversations/upset";

export const CONVERSATIONS: readonly Conversation[] = [
  ...ORDERS,
  ...RETURNS,
  ...BROADBAND,
  ...ENERGY,
  ...CLINIC,
  ...PAYMENTS,
  ...INSURANCE,
  ...SALES,
  ...ABROAD,
  ...UPSET,
  ...HANDOVER,
];
