import { BROADBAND } from "@/lib/simulator/conversations/broadband";
import { CLINIC } from "@/lib/simulator/conversations/clinic";
import type { Conversation } from "@/lib/simulator/conversations/conversation";
import { HANDOVER } from "@/lib/simulator/conversations/handover";
import { ORDERS } from "@/lib/simulator/conversations/orders";
import { UPSET } from "@/lib/simulator/conversations/upset";

export const CONVERSATIONS: readonly Conversation[] = [...ORDERS, ...BROADBAND, ...CLINIC, ...UPSET, ...HANDOVER];
